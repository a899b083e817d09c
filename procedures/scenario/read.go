package scenario

import (
	"slices"

	"github.com/donthu/donthu/procedures/legaltime"
	"github.com/donthu/donthu/procedures/machine"
	"gopkg.in/yaml.v3"
)

// clockStates are those that a story can expect.
var clockStates = []string{string(machine.Running), string(machine.Paused), string(machine.Met), string(machine.Overdue), string(machine.Stopped)}

// pairs reads a mapping key by key, in the order in which it is written.
func (r *reader) pairs(what string, each func(key, value *yaml.Node)) func(*yaml.Node) {
	return func(n *yaml.Node) {
		if n.Kind != yaml.MappingNode {
			r.bad(n, "%s", what)
			return
		}
		seen := map[string]bool{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			if seen[n.Content[i].Value] {
				r.bad(n.Content[i], "%q được viết hai lần", n.Content[i].Value)
			}
			seen[n.Content[i].Value] = true
			each(n.Content[i], n.Content[i+1])
		}
	}
}

// standings reads {giai-quyet: 2026-08-14, thu-ly: met}.
func (r *reader) standings(into *[]Standing) func(*yaml.Node) {
	return r.pairs("ở đây cần các thời hạn và tình trạng của chúng", func(key, value *yaml.Node) {
		s := Standing{Line: key.Line, Clock: key.Value}
		r.text(&s.Is)(value)
		if _, err := legaltime.ParseMoment(s.Is); err != nil && s.Is != NotBegun && (s.Is == string(machine.Running) || !slices.Contains(clockStates, s.Is)) {
			r.bad(value, "tình trạng của thời hạn là ngày hết hạn, hoặc một trong: paused, met, overdue, stopped, none")
		}
		*into = append(*into, s)
	})
}

// ladder reads {2026-08-04: nguoi-xu-ly, 2026-08-14: [nguoi-xu-ly, thu-truong]}.
func (r *reader) ladder(into *[]Told) func(*yaml.Node) {
	return func(n *yaml.Node) {
		*into = []Told{}
		r.pairs("ở đây cần các ngày và vai trò được báo", func(key, value *yaml.Node) {
			var t Told
			r.date(&t.Date)(key)
			r.texts(&t.To)(value)
			*into = append(*into, t)
		})(n)
	}
}

// rights reads {thu-truong: [thu-ly, khong-thu-ly]}.
func (r *reader) rights(into *[]Right) func(*yaml.Node) {
	return r.pairs("ở đây cần các vai trò và những việc được làm", func(key, value *yaml.Node) {
		right := Right{Line: key.Line, Role: key.Value}
		r.texts(&right.Acts)(value)
		*into = append(*into, right)
	})
}

// choices reads {truong-hop: to-cao-lanh-dao-xa, tham-quyen: none}.
func (r *reader) choices(into *[]Choice) func(*yaml.Node) {
	return func(n *yaml.Node) {
		*into = []Choice{}
		r.pairs("ở đây cần các ô và điều được đề xuất", func(key, value *yaml.Node) {
			c := Choice{Line: key.Line, Field: key.Value}
			r.text(&c.Value)(value)
			*into = append(*into, c)
		})(n)
	}
}
