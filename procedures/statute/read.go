package statute

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"gopkg.in/yaml.v3"
)

// terms is the shape of a file of terms, grounds or steps.
type terms struct {
	Terms   []Term    `yaml:"terms"`
	Pauses  []Pause   `yaml:"pauses"`
	Grounds []Grounds `yaml:"grounds"`
	Steps   []Step    `yaml:"steps"`
	Ladder  *Ladder   `yaml:"ladder"`
}

// ReadBook reads the registry of instruments and the tables of terms. The error
// joins all that is wrong with them.
func ReadBook(instruments []byte, tables ...[]byte) (*Book, error) {
	b := &Book{}
	failures := []error{decode(instruments, &b.Instruments)}
	for _, text := range tables {
		var t terms
		failures = append(failures, decode(text, &t))
		b.Terms, b.Pauses = append(b.Terms, t.Terms...), append(b.Pauses, t.Pauses...)
		b.Grounds, b.Steps = append(b.Grounds, t.Grounds...), append(b.Steps, t.Steps...)
		failures = append(failures, b.bound(t.Ladder))
	}
	if err := errors.Join(failures...); err != nil {
		return nil, err
	}
	if err := b.index(); err != nil {
		return nil, err
	}
	return b, nil
}

func decode(text []byte, into any) error {
	d := yaml.NewDecoder(bytes.NewReader(text))
	d.KnownFields(true)
	if err := d.Decode(into); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("law: %w", err)
	}
	return nil
}

// index finds places fast, and says what does not fit together.
func (b *Book) index() error {
	b.cited, b.terms, b.stops = map[string][]*Instrument{}, map[string][]*Term{}, map[string][]*Pause{}
	var failures []error
	byNumber := map[string]*Instrument{}
	for n := range b.Instruments {
		i := &b.Instruments[n]
		byNumber[i.Number] = i
		for _, name := range i.Cited {
			b.cited[name] = append(b.cited[name], i)
		}
		failures = append(failures, i.index(), i.indexForms())
	}
	for n := range b.Instruments {
		if i := &b.Instruments[n]; i.NumberedAs != "" {
			failures = append(failures, i.borrow(byNumber[i.NumberedAs]))
		}
	}
	for n := range b.Terms {
		failures = append(failures, b.placeTerm(&b.Terms[n]))
	}
	for n := range b.Pauses {
		failures = append(failures, b.placePause(&b.Pauses[n]))
	}
	for n := range b.Grounds {
		failures = append(failures, b.placeGrounds(&b.Grounds[n]))
	}
	for n := range b.Steps {
		failures = append(failures, b.placeStep(&b.Steps[n]))
	}
	return errors.Join(failures...)
}

func (i *Instrument) index() error {
	if i.Number == "" || len(i.Cited) == 0 || i.Title == "" || i.From.IsZero() || i.Mark == "" || !i.To.IsZero() && i.To.Before(i.From) {
		return fmt.Errorf("law: instrument %q: number, cited, title, from and mark are needed, and to after from", i.Number)
	}
	i.places = map[string]*Provision{}
	for n := range i.Provisions {
		p := &i.Provisions[n]
		if p.At == "" || p.What == "" || p.Mark == "" {
			return fmt.Errorf("law: %s: provision %q needs at, what and mark", i.Number, p.At)
		}
		if i.beyond(p.At) {
			return fmt.Errorf("law: %s: there is no %s among %d articles", i.Number, p.At, max(i.Articles, i.Under-1))
		}
		for _, part := range append([]string{""}, p.Parts...) {
			path := p.At
			if part != "" {
				path += "." + part
			}
			if n, _ := clause(part); p.Clauses != nil && n > *p.Clauses {
				return fmt.Errorf("law: %s: there is no %s among %d clauses", i.Number, path, *p.Clauses)
			}
			if i.places[path] != nil {
				return fmt.Errorf("law: %s: %s stands there twice", i.Number, path)
			}
			i.places[path] = p
		}
	}
	return nil
}

// borrow takes over the articles of the instrument by which i is counted.
func (i *Instrument) borrow(old *Instrument) error {
	if old == nil {
		return fmt.Errorf("law: %s: there is no %s to count articles by", i.Number, i.NumberedAs)
	}
	if i.Articles == 0 {
		i.Articles = old.Articles
	}
	for path, p := range old.places {
		if i.places[path] == nil {
			q := *p
			q.Mark, q.From, q.To, q.Clauses = Believed, i.From, i.To, nil
			i.places[path] = &q
		}
	}
	return nil
}

func (b *Book) placeTerm(t *Term) error {
	if t.ID == "" || t.What == "" || t.Mark == "" || len(t.Cites) == 0 || (t.Word == "") == (len(t.Table) == 0) {
		return fmt.Errorf("law: term %q needs id, what, mark, cites and either a word or a table", t.ID)
	}
	places, err := b.places(t.ID, t.Cites, &t.From, &t.To)
	for _, place := range places {
		b.terms[place] = append(b.terms[place], t)
	}
	return errors.Join(err, t.parse())
}

func (b *Book) placePause(p *Pause) error {
	if p.ID == "" || p.What == "" || p.Mark == "" || len(p.Cites) == 0 {
		return fmt.Errorf("law: pause %q needs id, what, mark and cites", p.ID)
	}
	places, err := b.places(p.ID, p.Cites, &p.From, &p.To)
	for _, place := range places {
		b.stops[place] = append(b.stops[place], p)
	}
	return err
}
