package plan

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
)

// Canonical is the JSON form of a plan that its hash is taken of: fields in
// the order of the type, lists in the order of the file, no maps.
func (p *Plan) Canonical() []byte {
	text, err := json.Marshal(p)
	if err != nil {
		panic("a plan is plain data: " + err.Error())
	}
	return text
}

// Hash is the SHA-256 of Canonical in hexadecimal: the name under which a case
// keeps its plan for life.
func (p *Plan) Hash() string {
	sum := sha256.Sum256(p.Canonical())
	return hex.EncodeToString(sum[:])
}
