package source

// Shape is how the value of a key is written.
type Shape string

// The shapes. Of names one may stand alone instead of in a list.
const (
	IsText   Shape = "text"
	IsName   Shape = "name"
	IsNames  Shape = "names"
	IsTexts  Shape = "texts"
	IsDate   Shape = "date"
	IsTerm   Shape = "term"
	IsGuard  Shape = "guard"
	IsNumber Shape = "number"
	IsYes    Shape = "true or false"
	IsMap    Shape = "map"      // name: section of Of
	IsList   Shape = "list"     // sections of Of, or one of them
	IsOne    Shape = "section"  // one section of Of
	IsTerms  Shape = "terms"    // a term, or IsList
	IsTimes  Shape = "times"    // a number, or IsList
	IsStarts Shape = "starts"   // names, or IsList
	IsLapse  Shape = "lapse"    // the word met, or IsOne
	IsMoves  Shape = "branches" // act: stage, or act: IsList
	IsPairs  Shape = "pairs"    // name: names
	IsShare  Shape = "share"    // the word due, or a share of the term: 50%
)

// Key is one key of a section.
type Key struct {
	Name     string
	Shape    Shape
	Required bool
	Of       string   // section of the parts
	Values   []string // where only these words may stand
	Vi       string   // what it says, for the jurist
}

// Section is a mapping of the language with its keys.
type Section struct {
	Name string
	Vi   string
	Keys []Key
}

// Sections is the whole shape of the language, the file itself first.
var Sections = []Section{
	{"file", "Một thủ tục", []Key{
		{"procedure", IsName, true, "", nil, "Tên máy của thủ tục, không đổi giữa các phiên bản"},
		{"title", IsText, true, "", nil, "Tên thủ tục"},
		{"kind", IsText, true, "", kinds, "Loại đơn: complaint (khiếu nại), denunciation (tố cáo), recommendation (kiến nghị, phản ánh), petition (đơn chưa phân loại, giữ kín người gửi như tố cáo), reception (lượt tiếp công dân, cũng giữ kín người được tiếp)"},
		{"branch", IsText, false, "", branches, "Hệ thống cơ quan áp dụng: hanh-chinh (mặc định), dang, tu-phap"},
		{"version", IsDate, true, "", nil, "Phiên bản, ghi bằng ngày; bản đã công bố không sửa"},
		{"effective", IsOne, true, "effective", nil, "Phiên bản áp dụng từ ngày nào đến ngày nào"},
		{"cite", IsText, false, "", nil, "Văn bản mà phiên bản này dựa vào"},
		{"applies", IsList, false, "applies", nil, "Điều khoản chuyển tiếp"},
		{"follows", IsList, false, "follow", nil, "Những vụ việc trước mà vụ việc này có thể nối tiếp, và khi nào"},
		{"citations", IsMap, true, "citation", nil, "Các văn bản được viện dẫn; mỗi cite bắt đầu bằng một tên ở đây"},
		{"roles", IsMap, true, "role", nil, "Các vai trò"},
		{"facts", IsMap, false, "fact", nil, "Những điều vụ việc ghi nhận về chính nó; điều kiện đọc từ đây"},
		{"policies", IsMap, false, "policy", nil, "Chỗ luật chưa rõ: các cách hiểu và cách hiểu mặc định"},
		{"forms", IsMap, true, "form", nil, "Các biểu mẫu"},
		{"intake", IsName, true, "", nil, "Biểu mẫu điền khi tiếp nhận"},
		{"clocks", IsMap, true, "clock", nil, "Các thời hạn"},
		{"acts", IsMap, true, "act", nil, "Các việc có thể làm"},
		{"stages", IsMap, true, "stage", nil, "Các giai đoạn"},
		{"opening", IsName, false, "", nil, "Giai đoạn đầu; bỏ trống là giai đoạn viết đầu tiên"},
	}},
	{"effective", "Hiệu lực của phiên bản", []Key{
		{"from", IsDate, true, "", nil, "Ngày đầu tiên: đơn nhận từ ngày này theo phiên bản này"},
		{"to", IsDate, false, "", nil, "Ngày cuối cùng"},
	}},
	{"applies", "Điều khoản chuyển tiếp", []Key{
		{"to", IsText, true, "", []string{"received", "running"}, "received: đơn nhận từ ngày since; running: vụ việc đang giải quyết"},
		{"since", IsDate, false, "", nil, "Từ ngày"},
		{"acts", IsNames, false, "", nil, "Những việc theo quy định mới"},
		{"cite", IsText, false, "", nil, "Căn cứ"},
	}},
	{"follow", "Nối tiếp một vụ việc trước", []Key{
		{"procedure", IsName, true, "", nil, "Thủ tục của vụ việc trước"},
		{"by", IsName, true, "", nil, "Ô kiểu case của biểu mẫu tiếp nhận, ghi mã hồ sơ của vụ việc trước"},
		{"at", IsText, false, "", []string{"superior"}, "superior: chỉ cấp trên trực tiếp của cơ quan chịu trách nhiệm vụ việc trước tiếp nhận; bỏ trống là nơi nào được xem vụ việc trước"},
		{"after", IsNames, false, "", nil, "Được nối tiếp khi đã làm một trong những việc này"},
		{"expired", IsNames, false, "", nil, "hoặc khi đã hết một trong những thời hạn này: nghĩa vụ chưa hoàn thành mà hết hạn, hoặc thời hạn tự hết như lapse nói"},
		{"unless", IsNames, false, "", nil, "Không được nối tiếp khi đã làm một trong những việc này"},
		{"when", IsGuard, false, "", nil, "Chỉ được nối tiếp khi dữ kiện của vụ việc trước thỏa điều kiện này"},
		{"refuse", IsText, false, "", nil, "Câu trả lời khi chưa thỏa when"},
		{"carries", IsPairs, false, "", nil, "Ô của biểu mẫu tiếp nhận: lấy từ ô nào của vụ việc trước, hoặc từ thời hạn nào (ô date: ngày cuối, ô flag: đã hết hay chưa); nhiều tên là nguồn đầu tiên có giá trị"},
		{"carries-when", IsGuard, false, "", nil, "Chỉ lấy sang khi dữ kiện của vụ việc trước thỏa điều kiện này, ví dụ đơn đã được phân loại là khiếu nại"},
		{"cite", IsText, true, "", nil, "Căn cứ"},
	}},
	{"citation", "Văn bản được viện dẫn", []Key{
		{"title", IsText, true, "", nil, "Tên văn bản"},
		{"from", IsDate, false, "", nil, "Có hiệu lực từ ngày"},
		{"to", IsDate, false, "", nil, "Ngày cuối cùng còn hiệu lực"},
	}},
	{"role", "Vai trò", []Key{
		{"title", IsText, true, "", nil, "Tên vai trò"},
		{"at", IsText, false, "", []string{"responsible", "receiver", "superior", "inspectors"}, "Ở cơ quan nào: responsible (đang chịu trách nhiệm, mặc định), receiver (bên nhận), superior (cấp trên trực tiếp), inspectors (cơ quan thanh tra, chỉ được nhắc và báo)"},
		{"held-by", IsNames, false, "", nil, "Do người giữ vai trò nào của tổ chức đảm nhiệm; bỏ trống là vai trò cùng tên"},
	}},
	{"fact", "Dữ kiện", []Key{
		{"type", IsText, true, "", []string{"flag", "text", "number", "date", "choice", "unit", "user", "file"}, "Kiểu"},
		{"title", IsText, true, "", nil, "Tên gọi"},
		{"options", IsMap, false, "option", nil, "Các giá trị, nếu kiểu là choice"},
		{"cite", IsText, false, "", nil, "Căn cứ"},
	}},
	{"option", "Lựa chọn", []Key{
		{"title", IsText, true, "", nil, "Tên gọi"},
		{"cite", IsText, false, "", nil, "Căn cứ"},
		{"since", IsDate, false, "", nil, "Trong một ô: được chọn từ ngày"},
		{"until", IsDate, false, "", nil, "Trong một ô: được chọn đến hết ngày"},
	}},
	{"policy", "Chỗ luật chưa rõ", []Key{
		{"title", IsText, true, "", nil, "Tên gọi"},
		{"doubt", IsText, true, "", nil, "Luật chưa rõ ở điểm nào"},
		{"default", IsName, true, "", nil, "Cách hiểu mặc định"},
		{"options", IsMap, true, "reading", nil, "Các cách hiểu"},
	}},
	{"reading", "Cách hiểu", []Key{
		{"title", IsText, true, "", nil, "Tên gọi"},
		{"cite", IsText, false, "", nil, "Căn cứ"},
		{"reading", IsText, false, "", nil, "Vì sao hiểu như vậy; phải có ở mỗi cách hiểu khi hai cách cùng viện dẫn một điều"},
	}},
	{"form", "Biểu mẫu", []Key{
		{"title", IsText, true, "", nil, "Tên biểu mẫu"},
		{"number", IsText, false, "", nil, "Số mẫu, văn bản ban hành trong ngoặc: Mẫu 04 (05/2021/TT-TTCP)"},
		{"fields", IsMap, true, "field", nil, "Các ô"},
	}},
	{"field", "Ô của biểu mẫu", []Key{
		{"type", IsText, true, "", fieldTypes, "Kiểu; identity và narrative là bí mật, không bao giờ vào điều kiện, danh sách, thư; case là mã hồ sơ liên kết"},
		{"title", IsText, true, "", nil, "Tên gọi"},
		{"required", IsYes, false, "", nil, "Bắt buộc trả lời"},
		{"must", IsYes, false, "", nil, "Ô có hoặc không: phải là có, ví dụ một cam kết; kèm theo bắt buộc"},
		{"options", IsMap, false, "option", nil, "Các giá trị, nếu kiểu là choice"},
		{"of", IsNames, false, "", nil, "Ô kiểu case: mã hồ sơ của vụ việc theo thủ tục nào"},
		{"bounded", IsName, false, "", nil, "Ô kiểu date: không sau ngày cuối của thời hạn này"},
		{"not-before", IsText, false, "", dayBounds, "Ô kiểu date: không trước ngày nhận đơn (received) hoặc ngày làm việc này (today)"},
		{"not-after", IsText, false, "", dayBounds, "Ô kiểu date: không sau ngày nhận đơn (received) hoặc ngày làm việc này (today)"},
		{"propose", IsList, false, "proposal", nil, "Ô kiểu choice: bảng đề xuất, dòng đầu tiên có điều kiện đúng; người điền vẫn được chọn khác"},
		{"help", IsText, false, "", nil, "Lời hướng dẫn"},
		{"cite", IsText, false, "", nil, "Căn cứ"},
	}},
	{"proposal", "Dòng của bảng đề xuất", []Key{
		{"when", IsGuard, false, "", nil, "Điều kiện; bỏ trống là mọi trường hợp còn lại"},
		{"is", IsName, true, "", nil, "Lựa chọn được đề xuất"},
		{"why", IsText, true, "", nil, "Vì sao, viết tiếp sau chữ «vì»"},
		{"cite", IsText, true, "", nil, "Căn cứ"},
		{"confidence", IsText, false, "", []string{"K", "I"}, "Điều chưa đối chiếu với văn bản: K (theo hiểu biết), I (suy ra)"},
	}},
	{"clock", "Thời hạn", []Key{
		{"title", IsText, true, "", nil, "Tên thời hạn"},
		{"cite", IsText, true, "", nil, "Căn cứ"},
		{"confidence", IsText, false, "", []string{"K", "I"}, "Điều chưa đối chiếu với văn bản: K (theo hiểu biết), I (suy ra)"},
		{"starts", IsStarts, true, "start", nil, "Việc làm thời hạn bắt đầu; tiep-nhan là việc nhận đơn"},
		{"since", IsDate, false, "", nil, "Chỉ bắt đầu từ những việc làm từ ngày này"},
		{"met", IsNames, false, "", nil, "Việc hoàn thành nghĩa vụ"},
		{"stops", IsNames, false, "", nil, "Việc làm nghĩa vụ không còn"},
		{"pauses", IsList, false, "pause", nil, "Tạm dừng"},
		{"term", IsTerms, true, "term", nil, "Độ dài: dòng đầu tiên có điều kiện đúng"},
		{"extends", IsList, false, "extension", nil, "Gia hạn"},
		{"roll", IsText, false, "", []string{"none"}, "none: ngày cuối không dời khi rơi vào ngày nghỉ"},
		{"lapse", IsLapse, false, "lapse", nil, "Hết thời hạn thì sao: met, hoặc {in, to}"},
		{"remind", IsList, false, "rung", nil, "Nhắc việc"},
		{"overdue", IsList, false, "rung", nil, "Báo quá hạn lên cấp trên"},
	}},
	{"start", "Bắt đầu thời hạn", []Key{
		{"act", IsName, true, "", nil, "Việc"},
		{"from", IsName, false, "", nil, "Ô kiểu date của biểu mẫu: tính từ ngày đó thay vì ngày làm việc này"},
	}},
	{"term", "Độ dài thời hạn", []Key{
		{"when", IsGuard, false, "", nil, "Điều kiện; bỏ trống là mọi trường hợp còn lại"},
		{"is", IsTerm, true, "", nil, "Độ dài, ví dụ 30 days, 7 working days"},
		{"cite", IsText, false, "", nil, "Căn cứ"},
		{"warn", IsTerm, false, "", nil, "Độ dài theo văn bản thứ hai; nhắc theo ngày đến sớm hơn"},
		{"warn-cite", IsText, false, "", nil, "Căn cứ của văn bản thứ hai"},
	}},
	{"pause", "Tạm dừng thời hạn", []Key{
		{"from", IsName, true, "", nil, "Việc bắt đầu tạm dừng"},
		{"until", IsName, true, "", nil, "Việc kết thúc tạm dừng"},
		{"fresh", IsTerm, false, "", nil, "Thời hạn mới khi chạy lại, thay vì phần còn lại"},
		{"cite", IsText, true, "", nil, "Căn cứ"},
	}},
	{"extension", "Gia hạn", []Key{
		{"act", IsName, true, "", nil, "Việc gia hạn"},
		{"by", IsTerm, true, "", nil, "Mỗi lần thêm bao lâu"},
		{"times", IsTimes, true, "limit", nil, "Tối đa mấy lần"},
		{"cite", IsText, true, "", nil, "Căn cứ"},
	}},
	{"limit", "Số lần gia hạn", []Key{
		{"when", IsGuard, false, "", nil, "Điều kiện"},
		{"is", IsNumber, true, "", nil, "Số lần"},
		{"cite", IsText, false, "", nil, "Căn cứ"},
	}},
	{"lapse", "Hết thời hạn", []Key{
		{"in", IsName, true, "", nil, "Nếu đang ở giai đoạn này"},
		{"to", IsName, true, "", nil, "thì chuyển sang giai đoạn này"},
	}},
	{"rung", "Bậc nhắc việc", []Key{
		{"before", IsTerm, false, "", nil, "Trước ngày hết hạn bao lâu"},
		{"at", IsShare, false, "", nil, "due: đúng ngày hết hạn; 50%: khi đã qua chừng ấy phần của thời hạn, làm tròn xuống"},
		{"after", IsTerm, false, "", nil, "Sau ngày hết hạn bao lâu"},
		{"to", IsNames, true, "", nil, "Báo cho vai trò nào"},
		{"does", IsText, false, "", []string{"remind", "escalate"}, "remind (nhắc) hoặc escalate (báo lên trên)"},
		{"urgent", IsYes, false, "", nil, "Gửi thư và tin nhắn vào bất cứ giờ nào, không đợi giờ làm việc; thời hạn tính bằng giờ thì luôn như vậy"},
		{"acknowledge", IsTerm, false, "", nil, "Người được báo phải xác nhận đã biết trong bao lâu; không ai xác nhận thì báo lên một cấp, rồi một cấp nữa"},
	}},
	{"act", "Việc", []Key{
		{"title", IsText, true, "", nil, "Tên việc"},
		{"role", IsNames, true, "", nil, "Vai trò được làm"},
		{"form", IsName, false, "", nil, "Biểu mẫu phải điền"},
		{"cite", IsText, true, "", nil, "Căn cứ"},
		{"confidence", IsText, false, "", []string{"K", "I"}, "Điều chưa đối chiếu với văn bản: K (theo hiểu biết), I (suy ra); dấu của điều được viện dẫn ở sổ đăng ký văn bản không phải ghi lại"},
		{"when", IsGuard, false, "", nil, "Chỉ được làm khi"},
		{"refuse", IsText, false, "", nil, "Câu trả lời khi chưa được làm"},
		{"needed", IsGuard, false, "", nil, "Chỉ phải làm khi"},
		{"requires", IsNames, false, "", nil, "Những việc phải làm trước"},
		{"within", IsName, false, "", nil, "Thời hạn phải còn"},
		{"after", IsName, false, "", nil, "Thời hạn phải đã quá hạn mà chưa hoàn thành"},
		{"gap", IsOne, false, "gap", nil, "Cách một việc khác ít nhất bao lâu"},
		{"documents", IsTexts, false, "", nil, "Văn bản phải lập, ghi như number của biểu mẫu"},
		{"since", IsDate, false, "", nil, "Được làm từ ngày"},
		{"until", IsDate, false, "", nil, "Được làm đến hết ngày"},
		{"repeats", IsYes, false, "", nil, "Được làm nhiều lần trong một giai đoạn"},
		{"handoff", IsText, false, "", []string{"offer", "accept", "decline", "withdraw", "take-over"}, "Chuyển trách nhiệm: offer (đề nghị bên nhận), accept (nhận), decline (từ chối), withdraw (thu hồi), take-over (cấp trên rút lên)"},
	}},
	{"gap", "Khoảng cách giữa hai việc", []Key{
		{"when", IsGuard, false, "", nil, "Chỉ phải cách khi"},
		{"after", IsName, true, "", nil, "Sau việc nào"},
		{"at-least", IsTerm, true, "", nil, "Ít nhất bao lâu"},
		{"cite", IsText, true, "", nil, "Căn cứ"},
	}},
	{"stage", "Giai đoạn", []Key{
		{"title", IsText, true, "", nil, "Tên giai đoạn"},
		{"tasks", IsNames, false, "", nil, "Việc phải làm ở giai đoạn này, làm song song, không đổi giai đoạn"},
		{"acts", IsMoves, false, "branch", nil, "Việc có thể làm và giai đoạn nó dẫn tới; stay: ở lại; back: về giai đoạn trước"},
		{"outcome", IsName, false, "", nil, "Kết quả; giai đoạn có outcome là kết thúc"},
	}},
	{"branch", "Nhánh", []Key{
		{"when", IsGuard, false, "", nil, "Điều kiện; bỏ trống là mọi trường hợp còn lại"},
		{"to", IsName, true, "", nil, "Giai đoạn, stay hoặc back"},
		{"requires", IsNames, false, "", nil, "Những việc phải làm trước ở nhánh này, thay cho requires của việc"},
	}},
}

var (
	kinds      = []string{"complaint", "denunciation", "recommendation", "petition", "reception"}
	dayBounds  = []string{"received", "today"}
	branches   = []string{"hanh-chinh", "dang", "tu-phap"}
	fieldTypes = []string{"flag", "text", "number", "date", "choice", "unit", "user", "file", "narrative", "identity", "case"}
)

// SectionNamed finds a section.
func SectionNamed(name string) Section {
	for _, s := range Sections {
		if s.Name == name {
			return s
		}
	}
	return Section{}
}

func (s Section) key(name string) (Key, bool) {
	for _, k := range s.Keys {
		if k.Name == name {
			return k, true
		}
	}
	return Key{}, false
}

func (s Section) names() []string {
	names := make([]string, len(s.Keys))
	for i, k := range s.Keys {
		names[i] = k.Name
	}
	return names
}
