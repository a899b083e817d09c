package casework

import (
	"context"
	"fmt"
	"time"

	"github.com/donthu/donthu/internal/access"
	"github.com/donthu/donthu/internal/store"
)

// alarmFrom is the month from whose first day next year's schedule is missed:
// notices came between October and December.
const alarmFrom = time.October

// MissingYear is the year whose official schedule should be in force by now and
// is not; 0: none is missing.
func (s *Service) MissingYear(ctx context.Context) (int, error) {
	cal, err := s.Laws.Days(ctx)
	if err != nil {
		return 0, err
	}
	today := s.Today()
	if cal.Announced(today.Year()) == "" {
		return today.Year(), nil
	}
	if today.Month() >= alarmFrom && cal.Announced(today.Year()+1) == "" {
		return today.Year() + 1, nil
	}
	return 0, nil
}

// WarnOfMissingYear tells administrators, and those who publish (the
// Inspectorate), that a schedule is missing: once a month, in the inbox and by
// mail.
func (s *Service) WarnOfMissingYear(ctx context.Context, link string, mail bool) error {
	year, err := s.MissingYear(ctx)
	if err != nil || year == 0 {
		return err
	}
	title := fmt.Sprintf("Chưa có lịch nghỉ chính thức năm %d", year)
	body := fmt.Sprintf("Hệ thống chưa được nạp thông báo lịch nghỉ năm %d. Các thời hạn rơi vào năm %d đang tạm tính theo luật và âm lịch, có thể đổi khi có thông báo.\n"+
		"Xin nạp thông báo (số, ngày, các ngày nghỉ và ngày làm bù) ở mục Lịch làm việc.", year, year)
	var to []store.Recipient
	for _, role := range []string{access.Administers, access.Publishes} {
		users, err := s.Records.Users(ctx, "", role, s.Today())
		if err != nil {
			return err
		}
		for _, u := range users {
			r := store.Recipient{User: u.ID, Kind: "calendar", Title: title, Body: body, Subject: title, Text: title + ".\n\n" + body + "\n\nMở lịch làm việc: " + link + "\n"}
			if mail {
				r.Address = u.Email
			}
			to = append(to, r)
		}
	}
	_, err = s.Records.Announce(ctx, fmt.Sprintf("calendar-missing-%d/%s", year, s.Today().String()[:7]), to, s.Now())
	return err
}
