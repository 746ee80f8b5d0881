package draft

import (
	"strings"
	"testing"
)

func TestFindQuantities(t *testing.T) {
	tests := []struct{ in, want string }{
		{"收到申请27件", "27 件"},
		{"收到申请２７ 件", "27 件"},
		{"受理1,234件、答复3278件", "1234 件; 3278 件"},
		{"受理3259，答复3278件", "3259 ; 3278 件"},
		{"公开信息3.2万条", "32000 条 ±500"},
		{"收取12.6万元", "126000 元 ±500"},
		{"收费2230元", "2230 元"},
		{"增长12.5%", "12.5 % ±0.05"},
		{"增长百分之三十五", "35 % ±0.5"},
		{"占百分之66.7", "66.7 % ±0.05"},
		{"占百分之七十七点八", "77.8 % ±0.05"},
		{"1,234,567条", "1234567 条"},
		{"没有一件申请", ""},
		{"收到申请三件，两件办结", "3 件; 2 件"},
		{"十二件", "12 件"},
		{"一百二十三条", "123 条"},
		{"20余件", "20 件 rough"},
		{"比19件多5件", "19 件; 5 件"},
		{"约20件", "20 件 rough"},
		{"3万余条", "30000 条 ±5000 rough"},
		{"20件以上", "20 件 rough"},
		{"10~20件", "10  rough; 20 件 rough"},
		{"三至五件", "5 件 rough"},
		{"2024年1月10日收到5件", "5 件"},
		{"国办公开办函〔2021〕30号", ""},
		{"第二十条第（一）项", ""},
		{"第3季度", ""},
		{"拨打12345热线", "12345 "},
		{"电话0312-6543210", ""},
		{"一是健全制度；一次性告知；一件件落实", ""},
		{"每一件申请", ""},
		{"COVID19防控", ""},
		{"2024共收到5件", "5 件"},
		{"申请零件", "0 件"},
		{"收到0件", "0 件"},
		{"5.12.3版", ""},
		{"15:35发布", ""},
		{"（4）行政复议情况；5.诉讼", ""},
		{"27、29件", "27 ; 29 件"},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			var got []string
			for _, q := range FindQuantities(FoldString(tt.in)) {
				s := q.Value.String() + " " + q.Unit
				if q.Slack.Sign() > 0 {
					s += " ±" + q.Slack.String()
				}
				if q.Rough {
					s += " rough"
				}
				got = append(got, s)
			}
			if all := strings.Join(got, "; "); all != tt.want {
				t.Errorf("got %q, want %q", all, tt.want)
			}
		})
	}
}

// FuzzQuantities holds quantities to lie inside the text, in order, without overlap.
func FuzzQuantities(f *testing.F) {
	for _, s := range []string{"27件", "3.2万余件", "百分之三十五", "1,234,567", "一百〇三条以上"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		s = FoldString(s)
		last := 0
		for _, q := range FindQuantities(s) {
			if q.Start < last || q.Digits <= q.Start || q.End < q.Digits || q.End > len(s) {
				t.Fatalf("%q: %+v", s, q)
			}
			last = q.End
		}
	})
}
