package vault

import (
	"crypto/sha256"
	"encoding/hex"
)

// Paper is an attachment in clear. Only File.Reveal makes one of what the vault
// holds; let it live no longer than the answer it goes into.
type Paper struct {
	Name    string // under which it was uploaded: it often names a person
	SHA256  string // hex, of the content
	Size    int64  // bytes
	Content []byte // nil where only the label was opened
}

// File is an attachment. It shows nothing of itself; see Secret.
type File struct {
	concealed
	open func() Paper
}

// NewFile hides an attachment.
func NewFile(name string, content []byte) File {
	sum := sha256.Sum256(content)
	return fileOf(Paper{Name: name, SHA256: hex.EncodeToString(sum[:]), Size: int64(len(content)), Content: content})
}

func fileOf(p Paper) File { return File{open: func() Paper { return p }} }

// Reveal is the attachment. Only the vault, the verbs and the API may call it.
func (f File) Reveal() Paper {
	if f.open == nil {
		return Paper{}
	}
	return f.open()
}
