// Package statute knows the law that procedures carry out: the instruments with
// their provisions (which texts are in force when) and the terms these set (how
// long, from what, at most or at least). It is data, read from YAML; what it
// says of a procedure is the matter of packages check and statute itself (see
// Gaps).
package statute
