package procedures

import (
	"fmt"
	"strings"

	"github.com/donthu/donthu/procedures/source"
)

// Language is the reference of the language as a Vietnamese page (Markdown),
// made of the same table that the reader obeys.
func Language() []byte {
	var b strings.Builder
	b.WriteString(languageOpening)
	for _, s := range source.Sections {
		fmt.Fprintf(&b, "\n### `%s`: %s\n\n| Khóa | Bắt buộc | Viết thế nào | Nghĩa |\n|---|---|---|---|\n", s.Name, s.Vi)
		for _, k := range s.Keys {
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", k.Name, mark(k.Required), written(k), k.Vi)
		}
	}
	return []byte(b.String())
}

func mark(required bool) string {
	if required {
		return "có"
	}
	return ""
}

// shapes says in Vietnamese how a value is written.
var shapes = map[source.Shape]string{
	source.IsText: "chữ", source.IsName: "tên", source.IsNames: "tên hoặc danh sách tên", source.IsTexts: "chữ hoặc danh sách chữ",
	source.IsDate: "ngày `2026-07-31`", source.IsTerm: "độ dài", source.IsGuard: "điều kiện", source.IsNumber: "số nguyên",
	source.IsYes: "`true` hoặc `false`", source.IsMap: "tên: {%s}", source.IsList: "{%s} hoặc danh sách", source.IsOne: "{%s}",
	source.IsTerms: "độ dài, hoặc danh sách {%s}", source.IsTimes: "số, hoặc danh sách {%s}", source.IsStarts: "tên, {%s}, hoặc danh sách",
	source.IsLapse: "`met` hoặc {%s}", source.IsMoves: "việc: giai đoạn, hoặc việc: danh sách {%s}",
	source.IsPairs: "ô: tên hoặc danh sách tên", source.IsShare: "`due` hoặc một phần như `50%`",
}

func written(k source.Key) string {
	if k.Values != nil {
		return "`" + strings.Join(k.Values, "`, `") + "`"
	}
	if k.Of != "" {
		return fmt.Sprintf(shapes[k.Shape], k.Of)
	}
	return shapes[k.Shape]
}

const languageOpening = `# Ngôn ngữ thủ tục

<!-- Generated from procedures/source/sections.go by make gen. -->

Một tệp YAML mô tả một phiên bản của một thủ tục: ai làm, làm gì, trong bao lâu, theo điều nào của luật. Bộ kiểm tra đọc tệp trước khi
công bố; các quy tắc của nó ở [checks](checks/README.md). Bản đã công bố không sửa: thay đổi là một phiên bản mới.

## Những điều chung

- **Tên**: chữ thường không dấu, số và dấu gạch nối đơn (` + "`ban-hanh-quyet-dinh`" + `), tối đa 64 ký tự.
- **Ngày**: ` + "`2026-07-31`" + `, theo giờ Việt Nam.
- **Độ dài**: số và đơn vị: ` + "`hours`, `days` (ngày), `working days` (ngày làm việc), `weeks`, `months`, `years`" + `. ` + "`at least 15 days`" + ` là tối thiểu;
  ` + "`5 days before`" + ` là tính ngược từ một ngày ghi trong biểu mẫu. Ngày xảy ra sự kiện không tính; ngày cuối rơi vào ngày nghỉ thì dời sang ngày làm việc tiếp theo.
- **Điều kiện**: tên dữ kiện và chính sách, ` + "`&&` (và), `||` (hoặc), `!` (không), `== != < <= > >=`" + `, ngoặc, ` + "`count(a, b, c) >= 2`" + ` (ít nhất hai).
  Dữ kiện chưa ghi nhận là sai, rỗng hoặc 0. Điều kiện không biết ngày giờ và không đọc được ô bí mật.
- **Viện dẫn**: mỗi ` + "`cite`" + ` bắt đầu bằng một tên ở ` + "`citations`" + `; ` + "`NB`" + ` là quy chế nội bộ.
- **Chỗ luật chưa rõ** ghi ở ` + "`policies`" + `: mỗi cách hiểu một ` + "`cite`" + `. Hai cách cùng đọc từ một điều thì mỗi cách nói ở ` + "`reading`" + ` vì sao hiểu như vậy.
- **tiep-nhan** là việc nhận đơn, mở vụ việc; không khai báo ở ` + "`acts`" + `.
- **stay** là ở lại giai đoạn, **back** là về giai đoạn trước. Giai đoạn có ` + "`outcome`" + ` là kết thúc, mọi thời hạn dừng ở đó.
- Mọi giá trị là chữ: ` + "`NO`, `0777`" + ` không bị hiểu khác đi. Không dùng anchor, alias, merge key, tag. Tối đa 256 KiB và 10.000 dòng một tệp.

## Thời hạn

Một thời hạn bắt đầu (` + "`starts`" + `) từ một việc, hoàn thành (` + "`met`" + `) bởi một việc, chấm dứt (` + "`stops`" + `) khi nghĩa vụ không còn. Bốn cách luật thay đổi nó:
tạm dừng rồi tính tiếp (` + "`pauses`" + `), tạm dừng rồi tính thời hạn mới (` + "`pauses` với `fresh`" + `), một mức dài hơn tính từ cùng ngày bắt đầu
(` + "`term`" + ` nhiều dòng), và gia hạn cộng thêm (` + "`extends`" + `). Hết thời hạn mà luật tự cho hệ quả thì ghi ` + "`lapse`" + `.
Hai văn bản ghi khác nhau thì ` + "`is`" + ` là hạn phải giữ, ` + "`warn`" + ` là hạn để nhắc sớm hơn.

- **Bắt đầu lại**: việc ở ` + "`starts`" + ` không xóa một thời hạn cùng tên còn phải giữ; thời hạn cũ ở lại với ngày hết hạn của nó, kể cả khi đã quá hạn.
  Thời hạn chạy lại từ đầu chỉ khi việc đó cũng ở ` + "`met`" + ` (làm xong một kỳ, sang kỳ sau) hoặc ở ` + "`stops`" + ` (nghĩa vụ cũ được thay).
- **Tạm dừng**: mỗi việc ở ` + "`from`" + ` cần một việc ở ` + "`until`" + `; hai lần trưng cầu thì phải nhận đủ hai kết quả thời hạn mới chạy tiếp. Những khoảng dừng chồng nhau
  chỉ tính một lần. Việc chỉ để kết thúc tạm dừng (không chuyển giai đoạn) bị từ chối khi không có gì đang chờ. Thời hạn mà việc ở ` + "`from`" + ` bắt đầu và việc ở
  ` + "`until`" + ` hoàn thành thì đợi đủ các lần.
- **Tạm dừng khi đã quá hạn** không xóa việc quá hạn: thời hạn vẫn ở trạng thái quá hạn, trừ khi sau đó là thời hạn mới (` + "`fresh`" + `).
- **Việc phải làm trước**: một việc lặp lại đã làm mà lại còn nợ (một thời hạn nó hoàn thành đang chạy) thì phải làm lại trước. Nhánh có ` + "`requires`" + ` thì dùng danh sách đó
  thay cho ` + "`requires`" + ` của việc.
- **Chuyển đơn**: các thời hạn của bên chuyển chạy tiếp cho đến khi bên nhận xác nhận; từ ngày đó chúng dừng và thời hạn của bên nhận bắt đầu.
- **Giám định** chỉ làm dừng thời hạn giải quyết tố cáo, vì luật khiếu nại không có quy định như vậy; thủ tục ghi điều đó ở ` + "`pauses`" + `.
- **` + "`within`" + `** chỉ cho làm khi thời hạn còn; **` + "`after`" + `** chỉ cho làm khi thời hạn đã quá mà chưa hoàn thành, và không đang tạm dừng.
- **` + "`since`" + `** ở việc, ở thời hạn và ở một lựa chọn, **` + "`until`" + `** ở việc và ở một lựa chọn: quy định chuyển tiếp. Thời hạn có ` + "`since`" + ` không bắt đầu từ những việc làm trước ngày đó.
- **` + "`bounded`" + `** ở một ô ngày: ngày ghi vào không sau ngày cuối của thời hạn; đang tạm dừng thì tính đến ngày làm việc này.
- **` + "`not-before`" + `, ` + "`not-after`" + `** ở một ô ngày: điều đã xảy ra sau khi nhận đơn thì không trước ` + "`received`" + ` (ngày nhận đơn) và không sau
  ` + "`today`" + ` (ngày làm việc này); điều hẹn trước thì không trước ` + "`today`" + `.

## Bậc nhắc việc

Mỗi bậc ở ` + "`remind`" + ` và ` + "`overdue`" + ` báo cho một số vai trò, mỗi lần ngày hết hạn thay đổi thì báo lại theo ngày mới.

- **` + "`at: 50%`" + `** là khi đã qua một nửa thời hạn. Đếm từ ngày bắt đầu đến ngày hết hạn (hay ngày của ` + "`warn`" + `, nếu sớm hơn), kể cả gia hạn và ngày dời cuối kỳ, trừ
  những ngày tạm dừng: thời hạn tính bằng ngày làm việc thì đếm ngày làm việc, các thời hạn khác đếm ngày. Phần lẻ làm tròn xuống, nên không bao giờ sau ngày hết hạn:
  ` + "`at: 50%`" + ` của 7 ngày làm việc là ngày làm việc thứ 3. Chỉ dùng được với thời hạn tính xuôi, vì thời hạn tính ngược không có độ dài từ lúc bắt đầu.
- **` + "`urgent: true`" + `** gửi thư và tin nhắn vào bất cứ giờ nào; các bậc khác đợi giờ làm việc của đơn vị. Thời hạn tính bằng giờ thì luôn gửi ngay.
- **` + "`acknowledge: 1 working day`" + `**: ai được báo phải bấm «Đã biết, sẽ xử lý» trong chừng ấy thời gian, một người là đủ. Không ai xác nhận thì báo tiếp lên thủ trưởng một cấp
  trên người đã được báo, mỗi cấp một lần, cho đến cấp cao nhất. Xác nhận, hoàn thành hay tạm dừng thời hạn, đổi ngày hết hạn đều làm việc báo tiếp thôi.

## Vụ việc liên kết

Một vụ việc có thể nối tiếp một vụ việc trước: khiếu nại lần hai sau lần đầu hoặc sau khi lần đầu im lặng, thi hành sau khi quyết định có hiệu lực, bảo vệ bên
cạnh tố cáo. Thủ tục của vụ việc sau ghi điều đó ở ` + "`follows`" + `:

` + "```yaml" + `
follows:
  - {procedure: khieu-nai-lan-dau, by: ho-so-lien-ket, at: superior, after: ban-hanh-quyet-dinh, expired: giai-quyet,
     carries: {nguoi-khieu-nai: nguoi-khieu-nai, ngay-nhan-quyet-dinh: [ngay-nhan, giai-quyet]}, cite: "LKN Đ33.1"}
` + "```" + `

- Chỉ cần một việc ở ` + "`after`" + ` đã làm, hoặc một thời hạn ở ` + "`expired`" + ` đã hết, tính đến ngày nhận đơn của vụ việc sau; không ghi cả hai thì lúc nào cũng được.
  Thời hạn đã hết là khi qua ngày cuối mà nghĩa vụ chưa hoàn thành và không đang tạm dừng, hoặc khi thời hạn tự hết như ` + "`lapse`" + ` nói. Đã làm một việc ở ` + "`unless`" + ` thì không được.
- Ô kiểu ` + "`case`" + ` ghi mã hồ sơ của thủ tục ở ` + "`of`" + `. Ở biểu mẫu tiếp nhận, đó là vụ việc trước; ở biểu mẫu của một việc, đó là vụ việc sau, được mở từ vụ việc này.
  Mã không có, hoặc người nhập không được biết về hồ sơ, đều bị từ chối bằng cùng một câu. Với ` + "`at: superior`" + `, cấp trên trực tiếp được biết về hồ sơ của cấp dưới.
- ` + "`carries`" + ` điền ô của biểu mẫu tiếp nhận bằng giá trị ghi sau cùng ở ô cùng kiểu của vụ việc trước, hoặc bằng một thời hạn đã hết (ô date: ngày cuối; ô flag: có). Danh tính và
  nội dung đi thẳng trong kho bí mật, chỉ khi người tiếp nhận được đọc chúng ở vụ việc trước, hoặc vụ việc sau ở cùng cơ quan và giữ kín như trước, hoặc cấp trên nhận
  vụ việc không thuộc diện được bảo vệ. Ô người tiếp nhận đã điền thì giữ nguyên.
- ` + "`when`" + ` là điều kiện đọc dữ kiện của vụ việc trước: chưa thỏa thì không lập được vụ việc sau, và câu trả lời là ` + "`refuse`" + `.
- ` + "`carries-when`" + ` là điều kiện đọc dữ kiện của vụ việc trước, như nó đang ghi nhận; chưa thỏa thì không lấy gì sang, người tiếp nhận tự điền. Danh tính và nội dung
  trong hồ sơ tố cáo chỉ sang loại vụ việc khác khi có điều kiện này: ` + "`loai-don == \"khieu-nai\"`" + ` ở phiếu xử lý đơn.

## Bảng đề xuất

Một ô chọn của biểu mẫu có thể mang bảng ` + "`propose`" + `: viết như bảng trong thông tư, dòng nào trước xét trước, dòng đầu tiên có điều kiện đúng cho biết nên chọn gì (` + "`is`" + `),
vì sao (` + "`why`" + `) và theo điều nào (` + "`cite`" + `). Dòng không có ` + "`when`" + ` đứng cuối, cho mọi trường hợp còn lại; không dòng nào đúng thì không đề xuất gì.

- Điều kiện đọc dữ kiện của vụ việc và những ô đang điền trong cùng biểu mẫu, nếu ô đó mang tên một dữ kiện. Điều được đề xuất cho một ô chưa điền cũng tính cho các ô đứng sau.
- Chỉ là đề xuất: người điền được chọn khác, và diễn biến ghi cả hai (đề xuất gì, đã chọn gì). Không thời hạn, không việc nào phụ thuộc vào bảng này.
- Lựa chọn có ` + "`since`" + ` chưa đến ngày thì không được đề xuất.

## Vụ việc mẫu

Tệp ` + "`*.case.yaml`" + ` kể những vụ việc, ngăn nhau bằng ` + "`---`" + `; ` + "`donthu test`" + ` chạy từng vụ và so ngày. Tối đa 1 MiB và 40 tầng một tệp.

- ` + "`version`" + ` là ngày của phiên bản, hoặc cả tên: ` + "`khieu-nai-lan-dau@2026-07-01`" + `; bỏ trống là phiên bản có hiệu lực ngày nhận đơn.
- Dòng đầu ` + "`{date: <ngày nhận>, act: tiep-nhan}`" + ` chỉ nhắc lại việc nhận đơn.
- ` + "`facts`" + ` ghi ` + "`false`" + ` cho một dữ kiện chung (phuc-tap, dac-biet-phuc-tap, vung-sau-xa, nhieu-noi-xac-minh, buoc-thoi-viec) thì không sao, kể cả khi thủ tục không có dữ kiện đó.
- ` + "`fill: tasks`" + ` điền những việc và những ô bắt buộc mà vụ việc không kể. Ô đánh dấu bắt buộc mà thời hạn phụ thuộc vào, và điều kiện của một việc chỉ để
  xác định dữ kiện, được điền là có.
- ` + "`state: stopped`" + ` cũng đúng cho một thời hạn chưa từng bắt đầu khi vụ việc đã kết thúc: không còn nghĩa vụ.

Năm cách nói gọn và nói hết, cho những vụ việc ở mép thời hạn:

- ` + "`expect: {clocks: {giai-quyet: 2026-08-14, thu-ly: met}}`" + `: mỗi thời hạn một chữ: đang chạy thì ghi ngày hết hạn, không thì ` + "`paused`, `met`, `overdue`, `stopped`, `none`" + ` (chưa bắt đầu).
- ` + "`expect: {clock: giai-quyet, ladder: {2026-08-04: nguoi-xu-ly, 2026-08-14: [nguoi-xu-ly, thu-truong]}}`" + `: tất cả thông báo của thời hạn đó cho đến ngày ấy, ngày nào báo ai; thừa hay thiếu
  một thông báo đều sai. ` + "`{}`" + ` là chưa báo ai.
- ` + "`expect: {may: {thu-truong: [thu-ly, khong-thu-ly]}}`" + `: tất cả những việc mà người giữ vai trò đó được làm lúc ấy (chưa xét biểu mẫu).
- ` + "`{opens: phan-loai, with: {loai-don: to-cao}, expect: {propose: {truong-hop: to-cao-quan-ly}}}`" + `: mở biểu mẫu của việc đó, điền thử, không làm; bảng đề xuất phải cho lựa chọn ấy,
  ` + "`none`" + ` là không đề xuất gì. Cạnh ` + "`act`" + ` thì so với điều được đề xuất ngay trước khi làm.
- ` + "`lacks`" + ` cạnh ` + "`refused: requires`" + `: đúng những việc còn phải làm trước; cạnh ` + "`refused: form`" + `: đúng những ô chưa điền hoặc điền sai. ` + "`{act: tiep-nhan, refused: form}`" + ` là đơn
  không điền đủ thì không nhận.

Vụ việc nối tiếp một vụ việc khác thì kể vụ việc trước ở ` + "`earlier`" + `: thủ tục, ngày nhận, và những việc đã làm; việc và ô mà luật đòi trước đó được điền sẵn.

` + "```yaml" + `
case: Lần đầu im lặng thì hết hạn mới nộp được lần hai, và nộp ở cấp trên
procedure: khieu-nai-lan-hai
received: 2026-08-17
earlier: {procedure: khieu-nai-lan-dau, received: 2026-07-06, story: [{date: 2026-07-15, act: thu-ly}]}
story:
  - {date: 2026-08-14, act: tiep-nhan, refused: not-to-follow}
  - {date: 2026-08-17, act: tiep-nhan, expect: {responsible: unit-a-sup, carried: {nguoi-khieu-nai: secret, lan-dau-qua-han: true, ngay-nhan-quyet-dinh: 2026-08-14}}}
` + "```" + `

- ` + "`{act: tiep-nhan, refused: not-to-follow}`" + ` đứng đầu chuyện, cũng được trước ` + "`received`" + `: ngày ấy chưa nối tiếp được, hoặc không bao giờ được. Chuyện chỉ có những dòng này thì vụ việc không được nhận.
- ` + "`carried`" + `: tất cả những ô mà vụ việc trước điền vào biểu mẫu tiếp nhận; danh tính và nội dung ghi ` + "`secret`" + `. Ô mà ` + "`facts`" + ` đã ghi thì giữ nguyên, không kể ở đây.
- Đơn do ` + "`unit-a`" + ` nhận, cấp trên trực tiếp là ` + "`unit-a-sup`" + `; ` + "`responsible`" + ` cho biết vụ việc nối tiếp do ai nhận.
- ` + "`donthu test --cover --of links`" + ` cho biết mối nối nào chưa có chuyện nào kể: nối bằng việc hay thời hạn nào, lúc chưa được, lúc không được nữa, mang theo ô nào.

Tệp ` + "`*.edges.case.yaml`" + ` do máy đề xuất (` + "`donthu test --propose TỆP`" + `): những chuyện ngắn mà thủ tục, nếu bị sửa một chỗ, sẽ kể khác đi. Người am hiểu luật đọc và đối chiếu từng ngày;
khác luật thì sửa thủ tục rồi đề xuất lại. Chuyện do người viết để ở tệp khác, không bị ghi đè.

## Các khóa
`
