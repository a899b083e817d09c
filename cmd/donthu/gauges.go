package main

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/donthu/donthu/internal/store"
)

// gauges are the numbers by which an administrator sees that something is
// stuck. How many cases there are is not among them: that is part of the
// secret.
type gauges struct{ records *store.Store }

var gaugesOf = map[*prometheus.Desc]func(store.Gauges) float64{
	gauge("alarms_unraised", "Open cases whose alarm date has passed and was not raised."):               func(g store.Gauges) float64 { return float64(g.Unraised) },
	gauge("notice_wait_seconds", "How long the oldest waiting notice has been due."):                     func(g store.Gauges) float64 { return g.OldestNotice.Seconds() },
	gauge("mail_wait_seconds", "How long the oldest waiting mail has been due."):                         func(g store.Gauges) float64 { return g.OldestMail.Seconds() },
	gauge("dead_letters", "Notices and mails that a person must look at."):                               func(g store.Gauges) float64 { return float64(g.Dead) },
	gauge("openings_stale", "Petitions reserved more than ten minutes ago whose case was never opened."): func(g store.Gauges) float64 { return float64(g.StalePending) },
}

func gauge(name, help string) *prometheus.Desc {
	return prometheus.NewDesc("donthu_"+name, help, nil, nil)
}

// Describe implements prometheus.Collector.
func (gauges) Describe(out chan<- *prometheus.Desc) {
	for d := range gaugesOf {
		out <- d
	}
}

// Collect implements prometheus.Collector. Where the record does not answer the
// scrape says so.
func (g gauges) Collect(out chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	now, err := g.records.Gauges(ctx, time.Now())
	for d, value := range gaugesOf {
		if err != nil {
			out <- prometheus.NewInvalidMetric(d, err)
			continue
		}
		out <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, value(now))
	}
}
