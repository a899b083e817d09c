package legaltime

import "math"

// The lunar calendar of Viet Nam, reckoned at UTC+7: a month begins on the
// civil day of the new moon, month 11 holds the winter solstice, and where
// thirteen months lie between two solstices, the first without a principal
// term is the leap month. The positions follow the series of J. Meeus,
// Astronomical Algorithms, 2nd ed., chapters 25 (sun), 49 (new moon); they are
// good to a few minutes from 1900 to 2200, and degrade slowly beyond.

// lunarDate returns the civil date of a day of one of the first four months
// (never the leap one) of the lunar year that begins in the given solar year.
func lunarDate(year, month, day int) Date {
	k := solsticeMoon(year - 1)
	offset := month + 1 // month 11 of the year before is 0
	if solsticeMoon(year)-k == 13 && leapOffset(k) <= offset {
		offset++
	}
	return newMoon(k + offset).AddDays(day - 1)
}

// solsticeMoon returns the number of the new moon that begins the month of the
// winter solstice of a year. New moons are numbered from that of 2000-01-06.
func solsticeMoon(year int) int {
	day := solstice(year)
	k := int(math.Floor(float64(day.Sub(NewDate(2000, 1, 6)))/29.530588861)) + 1
	for newMoon(k).After(day) {
		k--
	}
	return k
}

// leapOffset returns which month after the one that begins with new moon k
// begins and ends in the same twelfth of the sun's way.
func leapOffset(k int) int {
	for i := 1; i < 13; i++ {
		if sunTwelfth(newMoon(k+i)) == sunTwelfth(newMoon(k+i+1)) {
			return i
		}
	}
	return 13
}

// sunTwelfth returns which twelfth of its way the sun is in as a day begins at
// UTC+7; it changes on the days of the principal terms.
func sunTwelfth(d Date) int {
	return int(sunLongitude(dynamical(julianDay(d))) / 30)
}

// solstice returns the civil day of the winter solstice, when the sun's
// longitude is 270°.
func solstice(year int) Date {
	jd := dynamical(julianDay(NewDate(year, 12, 21)))
	for range 5 {
		ahead := math.Remainder(270-sunLongitude(jd), 360)
		jd += ahead * 365.2422 / 360
	}
	return civil(jd)
}

// julianDay returns the Julian day, in universal time, of the beginning of a
// civil day at UTC+7.
func julianDay(d Date) float64 {
	return float64(d.n-epoch-1) + 2440587.5 - 7.0/24
}

// civil returns the civil day at UTC+7 of a Julian day in dynamical time.
func civil(jde float64) Date {
	ut := jde - deltaT(jde)
	return Date{int32(math.Floor(ut-2440587.5+7.0/24)) + epoch + 1}
}

// dynamical turns universal into dynamical time.
func dynamical(jd float64) float64 { return jd + deltaT(jd) }

// deltaT is the difference of dynamical and universal time in days, after the
// parabola of Espenak and Meeus for this century; its error is seconds there.
func deltaT(jd float64) float64 {
	t := (jd - 2451545) / 365.25
	return (62.92 + 0.32217*t + 0.005589*t*t) / 86400
}

// sunLongitude returns the apparent longitude of the sun in degrees, 0 to 360.
func sunLongitude(jde float64) float64 {
	t := (jde - 2451545) / 36525
	mean := 280.46646 + 36000.76983*t + 0.0003032*t*t
	anomaly := 357.52911 + 35999.05029*t - 0.0001537*t*t
	centre := (1.914602-0.004817*t-0.000014*t*t)*sin(anomaly) +
		(0.019993-0.000101*t)*sin(2*anomaly) + 0.000289*sin(3*anomaly)
	lon := mean + centre - 0.00569 - 0.00478*sin(125.04-1934.136*t)
	return math.Mod(math.Mod(lon, 360)+360, 360)
}

// moonTerm is a periodic correction of the new moon in days: size times the
// sine of a sum of multiples of the anomalies of sun (m) and moon (a) and of
// the moon's argument of latitude (f); each m brings a factor for the
// eccentricity of the earth's orbit.
type moonTerm struct {
	size    float64
	m, a, f float64
}

var moonTerms = [...]moonTerm{
	{-0.40720, 0, 1, 0}, {0.17241, 1, 0, 0}, {0.01608, 0, 2, 0}, {0.01039, 0, 0, 2},
	{0.00739, -1, 1, 0}, {-0.00514, 1, 1, 0}, {0.00208, 2, 0, 0}, {-0.00111, 0, 1, -2},
	{-0.00057, 0, 1, 2}, {0.00056, 1, 2, 0}, {-0.00042, 0, 3, 0}, {0.00042, 1, 0, 2},
	{0.00038, 1, 0, -2}, {-0.00024, -1, 2, 0}, {-0.00007, 2, 1, 0}, {0.00004, 0, 2, -2},
	{0.00004, 3, 0, 0}, {0.00003, 1, 1, -2}, {0.00003, 0, 2, 2}, {-0.00003, 1, 1, 2},
	{0.00003, -1, 1, 2}, {-0.00002, -1, 1, -2}, {-0.00002, 1, 3, 0}, {0.00002, 0, 4, 0},
}

// planetTerms are the corrections by the planets above a quarter of a minute:
// size in days, angle and its growth a month in degrees.
var planetTerms = [...][3]float64{
	{0.000325, 299.77, 0.107408}, {0.000165, 251.88, 0.016321}, {0.000164, 251.83, 26.651886},
	{0.000126, 349.42, 36.412478}, {0.000110, 84.66, 18.206239},
}

// newMoon returns the civil day of the k-th new moon.
func newMoon(k int) Date {
	n := float64(k)
	t := n / 1236.85
	jde := 2451550.09766 + 29.530588861*n + 0.00015437*t*t - 0.000000150*t*t*t
	sun := 2.5534 + 29.10535670*n - 0.0000014*t*t
	moon := 201.5643 + 385.81693528*n + 0.0107582*t*t + 0.00001238*t*t*t
	latitude := 160.7108 + 390.67050284*n - 0.0016118*t*t - 0.00000227*t*t*t
	node := 124.7746 - 1.56375588*n + 0.0020672*t*t
	eccentricity := 1 - 0.002516*t - 0.0000074*t*t
	jde -= 0.00017 * sin(node)
	for _, c := range moonTerms {
		factor := math.Pow(eccentricity, math.Min(math.Abs(c.m), 2))
		jde += c.size * factor * sin(c.m*sun+c.a*moon+c.f*latitude)
	}
	for _, c := range planetTerms {
		jde += c[0] * sin(c[1]+c[2]*n)
	}
	return civil(jde)
}

func sin(degrees float64) float64 { return math.Sin(degrees * math.Pi / 180) }
