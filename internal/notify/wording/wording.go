// Package wording holds the texts of letters: built-in ones, and templates in
// their place that an administrator writes. A template is plain text with named
// fields in double braces, such as {{han-cuoi}}, and nothing else: no conditions,
// no loops, no HTML. A line all of whose fields are empty is left out.
//
// The fields are a closed set without personal data: what a letter says comes
// from the procedure, its dates and the names of bodies alone.
package wording

import (
	"strings"
)

// Template is the text of one kind of letter.
type Template struct {
	Subject string // of the mail
	Body    string // of the mail
	Short   string // for a gateway (SMS, Zalo); one line
}

// Kind is a kind of letter.
type Kind struct {
	Name    string
	Title   string
	Fields  []Field
	Builtin Template
}

// Field is something that a template may name.
type Field struct {
	Name   string
	Title  string // what it stands for
	Sample string // for previews
}

// Link is the field that leads to the case. Every letter has it.
const Link = "lien-ket"

// Code is the field of the case's code. Every subject has it.
const Code = "ma-ho-so"

var fields = []Field{
	{Code, "Mã hồ sơ", "KN-PD-2026-000123"},
	{"tinh-trang", "Việc gì, hoặc thời hạn nào đang ra sao", "sắp đến hạn giải quyết khiếu nại lần đầu"},
	{"thoi-han", "Tên thời hạn trong quy trình", "Thời hạn giải quyết khiếu nại lần đầu"},
	{"han-cuoi", "Ngày cuối của thời hạn", "06/07/2026"},
	{"hom-nay", "Ngày viết thư", "03/07/2026"},
	{"con-lai", "Còn hoặc quá bao nhiêu ngày, tính đến ngày viết thư", "sắp đến hạn, còn 01 ngày làm việc"},
	{"moc-nhac", "Mốc nhắc của quy trình", "trước 03 ngày làm việc"},
	{"can-cu", "Căn cứ pháp luật của thời hạn", "LKN Đ28"},
	{"muc", "Mức báo cáo, nếu thư báo cáo lãnh đạo", "báo cáo người có trách nhiệm"},
	{"thay-cho", "Thư gửi thay cho ai, nếu có", "Gửi thay cho: Người xử lý đơn, UBND xã Phước Dinh (hiện không có người giữ vai trò này nhận được thông báo)"},
	{"viec-can-lam", "Việc người nhận cần làm, nếu có", "Việc cần làm: mở hồ sơ, nhận đơn hoặc từ chối có căn cứ; đến khi nhận, đơn vị chuyển vẫn chịu trách nhiệm"},
	{Link, "Địa chỉ mở hồ sơ", "https://donthu.example.gov.vn/ho-so/KN-PD-2026-000123"},
}

const closing = "\n\nMở hồ sơ: {{lien-ket}}\n\nThư tự động, không chứa thông tin cá nhân của người gửi đơn. Vui lòng không trả lời thư này.\n"

const ofTerm = "{{tinh-trang}}.\n\nHồ sơ: {{ma-ho-so}}\nThời hạn: {{thoi-han}}\nHạn cuối: {{han-cuoi}}\nNgày {{hom-nay}}: {{con-lai}}\nMốc nhắc: {{moc-nhac}}\nCăn cứ: {{can-cu}}\n"

var kinds = []Kind{
	{"remind", "Nhắc việc", of(Code, "tinh-trang", "thoi-han", "han-cuoi", "hom-nay", "con-lai", "moc-nhac", "can-cu", "viec-can-lam", "thay-cho", Link), Template{
		Subject: "Hồ sơ {{ma-ho-so}}: {{tinh-trang}}",
		Body:    ofTerm + "{{viec-can-lam}}\n{{thay-cho}}" + closing,
		Short:   "Hồ sơ {{ma-ho-so}}: {{tinh-trang}}, hạn cuối {{han-cuoi}}.",
	}},
	{"escalate", "Báo cáo lãnh đạo", of(Code, "tinh-trang", "thoi-han", "han-cuoi", "hom-nay", "con-lai", "moc-nhac", "can-cu", "muc", "viec-can-lam", "thay-cho", Link), Template{
		Subject: "Hồ sơ {{ma-ho-so}}: {{tinh-trang}}",
		Body:    ofTerm + "Mức: {{muc}}\n{{viec-can-lam}}\n{{thay-cho}}" + closing,
		Short:   "Hồ sơ {{ma-ho-so}}: {{tinh-trang}}, hạn cuối {{han-cuoi}}. Báo cáo người có trách nhiệm.",
	}},
	{"handoff", "Chuyển đơn", of(Code, "tinh-trang", "viec-can-lam", "thay-cho", Link), Template{
		Subject: "Hồ sơ {{ma-ho-so}}: {{tinh-trang}}",
		Body:    "{{tinh-trang}}.\n\nHồ sơ: {{ma-ho-so}}\n{{viec-can-lam}}\n{{thay-cho}}" + closing,
		Short:   "Hồ sơ {{ma-ho-so}}: {{tinh-trang}}.",
	}},
}

func of(names ...string) (list []Field) {
	for _, name := range names {
		for _, f := range fields {
			if f.Name == name {
				list = append(list, f)
			}
		}
	}
	return list
}

// Kinds lists the kinds of letters, in the order in which the page shows them.
func Kinds() []Kind { return kinds }

// KindOf finds a kind by name.
func KindOf(name string) (Kind, bool) {
	for _, k := range kinds {
		if k.Name == name {
			return k, true
		}
	}
	return Kind{}, false
}

// Samples are values of all fields, for previews.
func (k Kind) Samples() map[string]string {
	values := map[string]string{}
	for _, f := range k.Fields {
		values[f.Name] = f.Sample
	}
	return values
}

func (k Kind) names() (names []string) {
	for _, f := range k.Fields {
		names = append(names, f.Name)
	}
	return names
}

// lines cuts a text into lines, whatever ends them.
func lines(text string) []string {
	return strings.Split(strings.TrimRight(strings.ReplaceAll(text, "\r\n", "\n"), "\n"), "\n")
}
