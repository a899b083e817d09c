package casework

import (
	"errors"

	"github.com/donthu/donthu/internal/vault"
)

// lostIdentity stands where the mask of an identity would.
const lostIdentity = "Không có trong kho bảo mật; xin báo quản trị viên"

// lost tells whether the vault has no entry, or none that opens, for a field of
// a case that the record says it has (one of the two was restored without the
// other, say), and logs it: somebody must look for it, and the rest of the case
// goes on.
func (s *Service) lost(err error, caseID, field string) bool {
	if !errors.Is(err, vault.ErrNotFound) && !errors.Is(err, vault.ErrSealed) {
		return false
	}
	s.Log.Error().Str("case", caseID).Str("field", field).Err(err).Msg("the record points to an entry that the vault does not hand out")
	return true
}

func (r *reading) lost(err error, field string) bool { return r.Service.lost(err, r.row.ID, field) }
