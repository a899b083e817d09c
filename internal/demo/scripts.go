package demo

// step is one act of a made-up case: what is done, how many days after the act
// before, and the fields that differ from a plain sample.
type step struct {
	act   string
	after int
	with  map[string]any
}

// script is how a made-up case goes, up to where it stands today. stale is how
// many days nothing happened since the last act: long ones are overdue.
type script struct {
	procedure string
	weight    int
	stale     int
	steps     []step
}

func join(parts ...[]step) (out []step) {
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

var (
	checked   = []step{{"kiem-tra-dieu-kien", 2, map[string]any{"de-xuat": "thu-ly"}}}
	accepted  = join(checked, []step{{"thu-ly", 3, nil}})
	assigned  = join(accepted, []step{{"giao-xac-minh", 1, nil}})
	reported  = join(assigned, []step{{"bao-cao-xac-minh", 12, map[string]any{"con-khac-nhau": false}}})
	differing = join(assigned, []step{{"bao-cao-xac-minh", 12, map[string]any{"con-khac-nhau": true}}, {"thong-bao-doi-thoai", 2, nil}})
	decided   = join(reported, []step{{"ban-hanh-quyet-dinh", 4, map[string]any{"ket-qua": "huy-mot-phan"}}})
	sent      = join(decided, []step{{"gui-quyet-dinh", 2, nil}, {"cong-khai", 6, nil}})
	effective = join(sent, []step{{"xac-nhan-hieu-luc", 25, nil}, {"giao-thi-hanh", 1, nil}})

	examined  = []step{{"xac-nhan-tham-quyen", 1, nil}, {"kiem-tra-dieu-kien", 2, map[string]any{"de-xuat": "thu-ly"}}}
	taken     = join(examined, []step{{"thu-ly", 3, nil}})
	told      = join(taken, []step{{"thong-bao-thu-ly", 2, map[string]any{"giu-bi-mat": true}}, {"giao-xac-minh", 1, nil}})
	worked    = join(told, []step{{"lam-viec-nguoi-bi-to-cao", 7, nil}})
	proved    = join(worked, []step{{"bao-cao-xac-minh", 10, map[string]any{"ket-qua": "dung-mot-phan"}}})
	concluded = join(proved, []step{{"ban-hanh-ket-luan", 3, map[string]any{"ket-qua": "dung-mot-phan"}}})
	published = join(concluded, []step{{"gui-ket-luan", 3, nil}, {"xu-ly-ket-luan", 2, nil}, {"cong-khai", 1, nil}})
)

const (
	complaint    = "khieu-nai-lan-dau"
	denunciation = "to-cao"
)

// scripts are what the demo province is busy with. Weights add up to about 300
// cases.
var scripts = []script{
	{complaint, 22, 1, nil},
	{complaint, 8, 9, nil},
	{complaint, 16, 1, checked},
	{complaint, 6, 7, checked},
	{complaint, 12, 2, accepted},
	{complaint, 22, 9, assigned},
	{complaint, 10, 24, assigned},
	{complaint, 6, 36, assigned},
	{complaint, 12, 3, reported},
	{complaint, 8, 2, differing},
	{complaint, 6, 4, join(differing, []step{{"doi-thoai", 8, nil}})},
	{complaint, 8, 14, join(assigned, []step{{"xac-dinh-phuc-tap", 6, map[string]any{"phuc-tap": true}}})},
	{complaint, 8, 12, join(assigned, []step{{"tam-dinh-chi", 7, nil}, {"gui-tam-dinh-chi", 2, nil}})},
	{complaint, 10, 1, decided},
	{complaint, 5, 6, decided},
	{complaint, 12, 8, sent},
	{complaint, 8, 3, effective},
	{complaint, 22, 20, join(effective, []step{{"ket-thuc", 6, nil}})},
	{complaint, 8, 15, join(checked, []step{{"khong-thu-ly", 3, nil}})},
	{complaint, 5, 30, []step{{"huong-dan", 3, nil}}},
	{complaint, 8, 1, []step{{"kiem-tra-dieu-kien", 1, map[string]any{"de-xuat": "chuyen-don"}}, {"chuyen-don", 1, nil}}},

	{denunciation, 12, 1, nil},
	{denunciation, 4, 8, nil},
	{denunciation, 8, 1, examined},
	{denunciation, 8, 2, taken},
	{denunciation, 10, 6, told},
	{denunciation, 6, 16, worked},
	{denunciation, 4, 28, worked},
	{denunciation, 8, 12, join(worked, []step{{"gia-han", 9, map[string]any{"phuc-tap": true}}})},
	{denunciation, 5, 9, join(worked, []step{{"tam-dinh-chi", 3, nil}, {"gui-tam-dinh-chi", 3, nil}})},
	{denunciation, 4, 6, join(worked, []step{{"trung-cau-giam-dinh", 3, nil}})},
	{denunciation, 6, 2, proved},
	{denunciation, 6, 2, concluded},
	{denunciation, 6, 5, published},
	{denunciation, 10, 18, join(published, []step{{"ket-thuc", 16, nil}})},
	{denunciation, 4, 1, []step{{"chuyen-don", 2, nil}}},
}

// length is the days from receipt to today.
func (s script) length() int {
	n := s.stale
	for _, st := range s.steps {
		n += st.after
	}
	return n
}

// subjects are what made-up petitions are about.
var subjects = []string{
	"Không đồng ý với phương án bồi thường khi thu hồi đất làm đường liên xã; đề nghị đo đạc lại diện tích và áp giá đất ở.",
	"Quyết định xử phạt về xây dựng không phép áp dụng sai đối tượng; đề nghị hủy quyết định.",
	"Chậm cấp giấy chứng nhận quyền sử dụng đất dù hồ sơ đã đủ từ đầu năm; đề nghị trả lời bằng văn bản.",
	"Cơ sở thu mua hải sản xả nước thải ra kênh; đã phản ánh nhiều lần chưa được giải quyết.",
	"Danh sách hộ được hỗ trợ sau bão không có gia đình dù nhà bị tốc mái; đề nghị xem xét lại.",
	"Việc cưỡng chế tháo dỡ hàng quán không thông báo trước, gây thiệt hại tài sản.",
	"Thu phí chợ không có biên lai, mức thu cao hơn quy định đã niêm yết.",
	"Ranh giới thửa đất bị thay đổi trên bản đồ địa chính mà không có biên bản ký giáp ranh.",
}
