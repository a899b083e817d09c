package casework

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/staff"
	"github.com/donthu/donthu/internal/store"
	"github.com/donthu/donthu/procedures/machine"
)

// MyGateway is the number or id under which messages reach an officer. It is
// never shown whole: whoever looks over a shoulder learns nothing, and the owner
// knows it by its end.
type MyGateway struct {
	Masked string `json:"masked,omitempty" doc:"such as •••••••111; missing: none"`
	By     string `json:"by,omitempty" enum:"me,administrator,file" doc:"who entered it"`
	At     string `json:"at,omitempty"`
}

// MyGateway is the officer's own.
func (s *Service) MyGateway(ctx context.Context, scope access.Scope) (MyGateway, error) {
	row, err := s.Records.GatewayAddress(ctx, scope.User)
	if errors.Is(err, store.ErrNotFound) {
		return MyGateway{}, nil
	}
	v := MyGateway{Masked: maskedEnd(row.Address), By: "administrator", At: row.At.Format(time.RFC3339)}
	switch row.Author {
	case "":
		v.By = "file"
	case scope.User:
		v.By = "me"
	}
	return v, err
}

// maskedEnd shows the last three characters of ten or more, of fewer none.
func maskedEnd(address string) string {
	shown := []rune(address)
	for i := range shown {
		if len(shown) < 10 || i < len(shown)-3 {
			shown[i] = '•'
		}
	}
	return string(shown)
}

// SetMyGateway sets the officer's own number; empty: none. It goes before what a
// file says.
func (s *Service) SetMyGateway(ctx context.Context, scope access.Scope, phone string) (MyGateway, error) {
	if strings.TrimSpace(phone) == "" {
		return MyGateway{}, s.Records.PutGatewayAddress(ctx, scope.User, "", scope.User, s.Now())
	}
	phone, err := staff.Phone(phone)
	if err != nil {
		return MyGateway{}, wrongNumber("phone", err)
	}
	if err := s.Records.PutGatewayAddress(ctx, scope.User, phone, scope.User, s.Now()); err != nil {
		return MyGateway{}, err
	}
	return s.MyGateway(ctx, scope)
}

// SetGatewayAddress says how the province's gateway knows an officer; empty: not
// at all.
func (s *Service) SetGatewayAddress(ctx context.Context, scope access.Scope, user, address string) error {
	if !access.MayAdminister(scope) {
		return forbidden()
	}
	if _, err := s.Records.User(ctx, user); err != nil {
		return known(err)
	}
	if address = strings.TrimSpace(address); address != "" {
		var err error
		if address, err = staff.GatewayAddress(address); err != nil {
			return wrongNumber("address", err)
		}
	}
	return s.Records.PutGatewayAddress(ctx, user, address, scope.User, s.Now())
}

// wrongNumber says what is wrong with a number without repeating it.
func wrongNumber(field string, err error) *machine.Refusal {
	sentence := "Số điện thoại di động có 10 chữ số, bắt đầu bằng 03, 05, 07, 08 hoặc 09 (hoặc +84 và 9 chữ số)."
	switch {
	case errors.Is(err, staff.ErrZeroLost):
		sentence = "Số điện thoại thiếu số 0 ở đầu."
	case errors.Is(err, staff.ErrAddress):
		sentence = "Đây không phải số điện thoại di động, cũng không phải mã mà cổng tin nhắn biết."
	}
	r := refuse(WrongValue, sentence)
	r.Fields = []machine.FieldProblem{{Field: field, Code: "invalid", Sentence: sentence}}
	return r
}
