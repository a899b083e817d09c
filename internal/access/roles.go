package access

import (
	"maps"
	"slices"
)

// Roles of the organisation that the program itself knows. Procedures may name
// more.
const (
	Receives    = "nguoi-tiep-nhan"    // receives petitions
	Handles     = "nguoi-xu-ly"        // handles them
	Verifies    = "nguoi-xac-minh"     // verifies
	Heads       = "thu-truong"         // heads the unit and settles
	Deputises   = "pho-phu-trach"      // deputy in charge of a field, of procedures, or of the whole
	Writes      = "soan-quy-trinh"     // writes procedures
	Publishes   = "ban-hanh-quy-trinh" // publishes what another wrote
	Administers = "quan-tri"           // keeps units, officers and roles
)

var roleTitles = map[string]string{
	Receives:    "Người tiếp nhận",
	Handles:     "Người xử lý đơn",
	Verifies:    "Người xác minh",
	Heads:       "Thủ trưởng",
	Deputises:   "Cấp phó phụ trách",
	Writes:      "Người soạn quy trình",
	Publishes:   "Người ban hành quy trình",
	Administers: "Quản trị",
}

// KnownRoles lists the roles that the program itself knows, sorted.
func KnownRoles() []string { return slices.Sorted(maps.Keys(roleTitles)) }

// RoleTitle is the Vietnamese title of a role of the organisation; a role that
// only a procedure knows has its title there, and its name here.
func RoleTitle(role string) string {
	if title, known := roleTitles[role]; known {
		return title
	}
	return role
}

// onCases tells whether a role works on cases. Those who keep the system or
// its procedures see none.
func onCases(role string) bool {
	return role != Writes && role != Publishes && role != Administers
}
