package legaltime

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of a calendar file.
const (
	MaxCalendar = 256 << 10 // bytes
	maxText     = 200       // characters of a name or source
)

// ParseCalendar reads a calendar, as CSV in UTF-8 with # comments:
//
//	kind,date,name,source
//	year,2024,,8662/VPCP-KGVX
//	off,2024-01-01,Tết Dương lịch,BLLĐ Đ112.1
//	swapped,2024-04-29,ngày làm việc hoán đổi,2450/VPCP-KGVX
//	worked,2024-05-04,làm bù cho 29/4,2450/VPCP-KGVX
//
// A line "year" says that the schedule of that year is complete here: its days
// without a line are what their weekday says. Other years follow the statute,
// changed by their lines. The error holds Faults: all that is wrong, with places.
func ParseCalendar(name string, data []byte) (*Calendar, error) {
	return (&Calendar{}).With(name, data)
}

// With returns the calendar with another layer of data over it, such as the
// schedule of one more year or the days of one province. A line of the layer
// replaces the line below for the same day; the kind "ordinary" takes it back. A
// line "year" replaces the whole schedule of that year.
func (c *Calendar) With(name string, data []byte) (*Calendar, error) {
	l := layer{official: map[int]string{}, entries: map[Date]Holiday{}}
	if faults := l.read(data); len(faults) > 0 {
		return nil, fmt.Errorf("calendar %s: %w", name, faults)
	}
	next := &Calendar{name: name, official: maps.Clone(c.official), entries: map[Date]Holiday{}}
	for d, h := range c.entries {
		if _, announced := l.official[d.Year()]; !announced {
			next.entries[d] = h
		}
	}
	if next.official == nil {
		next.official = map[int]string{}
	}
	maps.Copy(next.official, l.official)
	maps.Copy(next.entries, l.entries)
	next.seal()
	return next, nil
}

// layer is the content of one file.
type layer struct {
	official map[int]string
	entries  map[Date]Holiday
}

var header = []string{"kind", "date", "name", "source"}

// read takes the lines that are right and says what is wrong with the others.
func (l layer) read(data []byte) Faults {
	if len(data) > MaxCalendar {
		return Faults{{1, 1, fmt.Sprintf("larger than %d bytes", MaxCalendar), fmt.Sprintf("Tệp lớn hơn %d byte.", MaxCalendar)}}
	}
	if !utf8.Valid(data) {
		line, column := badRune(data)
		return Faults{{line, column, "not UTF-8", "Tệp không phải là văn bản UTF-8."}}
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // spreadsheets write it
	r := csv.NewReader(bytes.NewReader(data))
	r.Comment, r.FieldsPerRecord = '#', len(header)
	t := table{layer: l, r: r, lines: bytes.Split(data, []byte("\n"))}
	if t.header() {
		t.rows()
	}
	return t.faults
}

// badRune is the place of the first byte that is no character.
func badRune(data []byte) (line, column int) {
	line, column = 1, 1
	for len(data) > 0 {
		r, size := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && size == 1:
			return line, column
		case r == '\n':
			line, column = line+1, 1
		default:
			column++
		}
		data = data[size:]
	}
	return line, column
}

// table is a file while it is read.
type table struct {
	layer
	r      *csv.Reader
	lines  [][]byte
	faults Faults
}

func (t *table) header() bool {
	want := strings.Join(header, ",")
	first, err := t.r.Read()
	line := 1
	if err == nil {
		line, _ = t.r.FieldPos(0)
	}
	if err == nil && strings.Join(first, ",") == want {
		return true
	}
	text := "the first line must be " + want
	if err == io.EOF {
		text = "empty: " + text
	}
	t.faults = append(t.faults, Fault{line, 1, text, "Dòng đầu phải là " + want + "."})
	return false
}

func (t *table) rows() {
	for {
		row, err := t.r.Read()
		var wrong *csv.ParseError
		switch {
		case err == io.EOF:
			return
		case errors.As(err, &wrong):
			t.faults = append(t.faults, Fault{wrong.Line, t.runes(wrong.Line, max(wrong.Column, 1)), parseMessage(wrong, len(row)), parseSentence(wrong, len(row))})
		case err != nil:
			t.faults = append(t.faults, Fault{len(t.lines), 1, err.Error(), "Không đọc được tệp."})
			return
		default:
			t.row(row)
		}
	}
}

func (t *table) row(row []string) {
	f := t.add(row)
	if f == nil {
		return
	}
	line, column := t.r.FieldPos(f.Column)
	f.Line, f.Column = line, t.runes(line, column)
	t.faults = append(t.faults, *f)
}

// runes turns a column in bytes, as the reader counts, into one in characters.
func (t *table) runes(line, column int) int {
	if line < 1 || line > len(t.lines) {
		return column
	}
	text := t.lines[line-1]
	return utf8.RuneCount(text[:min(max(column-1, 0), len(text))]) + 1
}

func parseMessage(e *csv.ParseError, fields int) string {
	if errors.Is(e, csv.ErrFieldCount) {
		return fmt.Sprintf("%d fields in place of %d: kind,date,name,source", fields, len(header))
	}
	return e.Err.Error()
}

func parseSentence(e *csv.ParseError, fields int) string {
	if errors.Is(e, csv.ErrFieldCount) {
		return fmt.Sprintf("Dòng có %d cột, phải có %d: kind,date,name,source.", fields, len(header))
	}
	return "Dấu ngoặc kép đặt sai chỗ."
}

// The columns of a line.
const (
	kindColumn = iota
	dateColumn
	nameColumn
	sourceColumn
)

// add answers with what is wrong; its Column is the number of the field.
func (l layer) add(row []string) *Fault {
	for i := nameColumn; i <= sourceColumn; i++ {
		if !plain(row[i]) || i == sourceColumn && row[i] == "" {
			return &Fault{0, i, fmt.Sprintf("name and source must be printable text of at most %d characters, and the source not empty", maxText),
				fmt.Sprintf("Tên và nguồn phải là chữ in được, không quá %d ký tự, không thừa dấu cách; nguồn không được để trống.", maxText)}
		}
	}
	if row[kindColumn] == "year" {
		return l.addYear(row[dateColumn], row[nameColumn], row[sourceColumn])
	}
	k, ok := indexOf(Kind(row[kindColumn]))
	if !ok {
		return &Fault{0, kindColumn, fmt.Sprintf("%q is not a kind: write year, off, compensatory, swapped, worked or ordinary", clip(row[kindColumn])),
			fmt.Sprintf("«%s» không phải là loại ngày: hãy ghi year, off, compensatory, swapped, worked hoặc ordinary.", clip(row[kindColumn]))}
	}
	d, err := ParseDate(row[dateColumn])
	if err != nil {
		return &Fault{0, dateColumn, err.Error(), fmt.Sprintf("«%s» không phải là ngày: hãy ghi như 2027-01-01.", clip(row[dateColumn]))}
	}
	if row[nameColumn] == "" {
		return &Fault{0, nameColumn, fmt.Sprintf("%s has no name", d), fmt.Sprintf("Ngày %s chưa có tên.", d.Vietnamese())}
	}
	return l.addDay(Holiday{d, k.kind(), row[nameColumn], row[sourceColumn]})
}

func (l layer) addYear(text, name, source string) *Fault {
	year, err := strconv.Atoi(text)
	if err != nil || len(text) != 4 || year < minYear {
		return &Fault{0, dateColumn, fmt.Sprintf("%q is not a year", clip(text)), fmt.Sprintf("«%s» không phải là năm.", clip(text))}
	}
	if name != "" {
		return &Fault{0, nameColumn, "a year has no name", "Dòng năm không có tên."}
	}
	if _, ok := l.official[year]; ok {
		return &Fault{0, dateColumn, fmt.Sprintf("the year %d stands here twice", year), fmt.Sprintf("Năm %d ghi hai lần.", year)}
	}
	l.official[year] = source
	return nil
}

func (l layer) addDay(h Holiday) *Fault {
	if _, ok := l.entries[h.Date]; ok {
		return &Fault{0, dateColumn, fmt.Sprintf("%s stands here twice", h.Date), fmt.Sprintf("Ngày %s ghi hai lần.", h.Date.Vietnamese())}
	}
	switch {
	case h.Kind == Worked && !weekend(h.Date):
		return &Fault{0, kindColumn, fmt.Sprintf("%s is a weekday: only a Saturday or Sunday can be %q", h.Date, Worked),
			fmt.Sprintf("Ngày %s là ngày trong tuần: chỉ thứ Bảy, Chủ nhật mới là ngày làm bù.", h.Date.Vietnamese())}
	case (h.Kind == Swapped || h.Kind == Compensatory) && weekend(h.Date):
		return &Fault{0, kindColumn, fmt.Sprintf("%s is on a weekend, which is off anyhow: it cannot be %q", h.Date, h.Kind),
			fmt.Sprintf("Ngày %s là cuối tuần, vốn đã nghỉ: không thể là ngày nghỉ bù hoặc hoán đổi.", h.Date.Vietnamese())}
	}
	l.entries[h.Date] = h
	return nil
}

// plain reports whether a text is short and can be shown as it is.
func plain(s string) bool {
	return utf8.RuneCountInString(s) <= maxText && strings.TrimSpace(s) == s && !strings.ContainsFunc(s, func(r rune) bool {
		return !unicode.IsPrint(r)
	})
}
