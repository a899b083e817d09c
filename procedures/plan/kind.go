package plan

// Kind says which sort of petition a procedure settles.
type Kind string

// The kinds of petition that Vietnamese law tells apart.
const (
	Complaint      Kind = "complaint"      // khiếu nại
	Denunciation   Kind = "denunciation"   // tố cáo
	Recommendation Kind = "recommendation" // kiến nghị, phản ánh
)

// What the desk that receives them handles before their kind is known.
const (
	Petition  Kind = "petition"  // đơn chưa phân loại
	Reception Kind = "reception" // lượt tiếp công dân
)

// Secret tells whether who sent a petition of the kind is kept from most of those
// who work on it: of a denunciation by law, from the first receipt (Luật Tố cáo
// 25/2018/QH14 Điều 47.2, 56), and so of a petition that may turn out to be one,
// and of whoever is received in person: they may have come to denounce.
func (k Kind) Secret() bool { return k == Denunciation || k == Petition || k == Reception }
