package check

import (
	"slices"
	"strings"

	"github.com/donthu/donthu/procedures/diag"
	"github.com/donthu/donthu/procedures/plan"
	"github.com/donthu/donthu/procedures/source"
)

// secretPlain looks for what is secret in disguise: an ordinary entry, which
// goes into lists, mails and the record as it is written, whose title asks who
// somebody is or, where the law hides the sender, invites free words about the
// petition.
var secretPlain = Rule{"secret_plain", diag.Error, func(p *pass) {
	p.fields(func(_ *source.Form, f *source.Field) {
		if part := p.asksPlainly(f.Type.V, f.Name.V, f.Title.V); part != "" {
			p.say(f.Name.At, words{"%q asks for %q in a field of type %s, which everybody reads: it must be of type identity (the sender, at reception) or narrative", "%q hỏi «%s» trong ô kiểu %s mà ai cũng đọc được: phải là kiểu identity (người gửi, lúc tiếp nhận) hoặc narrative"}, titled(f.Name.V, f.Title.V), part, f.Type.V)
		}
	})
	for _, f := range p.Facts {
		if part := p.asksPlainly(f.Type.V, f.Name.V, f.Title.V); part != "" {
			p.say(f.Name.At, words{"the fact %q holds %q, and facts are read by conditions, lists and mails", "dữ kiện %q chứa «%s», mà dữ kiện thì điều kiện, danh sách, thư báo đều đọc"}, p.fact(f.Name.V), part)
		}
	}
}}

// asksPlainly is the part of a title by which an ordinary entry asks for what is
// secret; "" for none. A number counts persons and a date says when they did
// something, so those ask only where they ask for particulars.
func (p *pass) asksPlainly(kind, name, title string) string {
	if kind != "text" && kind != "number" && kind != "date" {
		return ""
	}
	if part := particulars(name, title); part != "" {
		return part
	}
	if kind != "text" {
		return ""
	}
	for i, part := range parts(title) {
		if beginsWith(part, persons) || holdsOne(part, reached) || i == 0 && plan.Kind(p.Kind.V).Secret() && beginsWith(part, accounts) {
			return part
		}
	}
	return ""
}

// What a title begins with when it asks for a person, for the sender of a
// petition, or for an account of things in somebody's own words.
var (
	persons  = []string{"người", "cá nhân", "họ tên", "họ và tên", "danh sách", "đương sự", "nhân chứng", "ai", "do ai", "của ai", "cho ai", "với ai", "là ai", "chủ đơn", "bên tố cáo", "bên khiếu nại", "bên gửi", "phía tố cáo", "phía khiếu nại"}
	reached  = []string{"liên hệ", "liên lạc"} // how somebody is reached, wherever it stands; a day on which it was done does not tell
	senders  = []string{"người tố cáo", "người khiếu nại", "người tố giác", "người phản ánh", "người kiến nghị", "người gửi", "người được bảo vệ", "người cung cấp thông tin"}
	accounts = []string{"nội dung", "các nội dung", "ghi chú", "tình tiết", "tình hình", "diễn biến", "ý kiến", "giải trình", "trình bày", "lời khai"}
)

// What tells who somebody is: as words of a title, and as a part of the name of
// a field.
var (
	tells     = []string{"họ tên", "họ và tên", "địa chỉ", "căn cước", "chứng minh nhân dân", "cmnd", "cccd", "hộ chiếu", "số định danh", "điện thoại", "sđt", "số máy", "zalo", "facebook", "thư điện tử", "email", "ngày sinh", "năm sinh", "nơi cư trú", "chỗ ở", "nơi ở", "quê quán", "bút tích", "chữ ký", "tên người", "tên đương sự", "tên cá nhân", "tên nhân chứng", "tên chủ đơn", "tên của người", "tên của đương sự", "tên của cá nhân", "tên bên tố cáo", "tên bên khiếu nại"}
	tellNames = []string{"ho-ten", "ho-va-ten", "dia-chi", "can-cuoc", "cccd", "cmnd", "ho-chieu", "dinh-danh", "dien-thoai", "sdt", "so-may", "zalo", "email", "ngay-sinh", "nam-sinh", "noi-cu-tru", "but-tich"}
)

// particulars is the word by which a field asks who somebody is.
func particulars(name, title string) string {
	for _, t := range tells {
		if slices.ContainsFunc(parts(title), func(part string) bool { return holdsOne(part, []string{t}) }) {
			return t
		}
	}
	for _, t := range tellNames {
		if strings.Contains("-"+name+"-", "-"+t+"-") {
			return name
		}
	}
	return ""
}

// parts are what a title lists, in small letters: «họ và tên» is one thing.
func parts(title string) (all []string) {
	title = strings.NewReplacer(" hoặc ", ",", " và ", ",", "họ và tên", "họ và tên").Replace(strings.ToLower(title))
	for _, part := range strings.FieldsFunc(title, func(r rune) bool { return strings.ContainsRune(",;:/().", r) }) {
		if part = strings.Join(strings.Fields(part), " "); part != "" {
			all = append(all, part)
		}
	}
	return all
}

func beginsWith(part string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return part == w || strings.HasPrefix(part, w+" ") })
}

// holdsOne says that one of some words stands in a part, whole.
func holdsOne(part string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(" "+part+" ", " "+w+" ") })
}
