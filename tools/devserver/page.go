package main

import (
	"github.com/temporalio/ui-server/v2/server"
	"github.com/temporalio/ui-server/v2/server/config"
	"github.com/temporalio/ui-server/v2/server/server_options"
)

// newPage is Temporal's own web page. It asks nothing of the internet.
func newPage(o options) *server.Server {
	return server.NewServer(server_options.WithConfigProvider(&config.Config{
		Host:                loopback,
		Port:                o.uiPort,
		TemporalGRPCAddress: o.address(),
		DefaultNamespace:    o.namespace,
		EnableUI:            true,
		DisableNewsFetch:    true,
		HideLogs:            true,
		CORS:                config.CORS{CookieInsecure: true}, // http on the loopback
	}))
}
