import { describe, expect, it } from "vitest";
import { addDays, day, instant, moment, parseDay, parseHour, weekday } from "./date";

describe("dates", () => {
  it("shows civil dates and moments as Vietnamese offices write them", () => {
    expect(day("2026-07-06")).toBe("06/07/2026");
    expect(day("2026-11-20T16:30")).toBe("20/11/2026");
    expect(moment("2026-11-20T16:30")).toBe("16:30 20/11/2026");
    expect(moment("2026-11-20")).toBe("20/11/2026");
    expect(day(undefined)).toBe("");
  });
  it("shows instants at +07:00 whatever the zone of the machine", () => {
    expect(instant("2026-11-22T18:30:00Z")).toBe("01:30 23/11/2026");
    expect(instant("2026-11-23T01:30:00+07:00")).toBe("01:30 23/11/2026");
  });
  it("counts days over the end of a month and a year", () => {
    expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  });
  it("names the day of the week", () => {
    expect(weekday("2026-11-23")).toBe("Thứ hai");
    expect(weekday("2026-11-22")).toBe("Chủ nhật");
  });
  it.each([
    ["6/7/2026", "2026-07-06"], ["06-07-2026", "2026-07-06"], ["06072026", "2026-07-06"], ["2026-07-06", "2026-07-06"],
    ["19/11/26", "2026-11-19"], ["1.2.26", "2026-02-01"], ["6/7/0026", null], ["2026-07-06x", null],
    ["31/02/2026", null], ["13/13/2026", null], ["", null], ["hôm qua", null],
  ])("reads %s", (typed, date) => expect(parseDay(typed)).toBe(date));
  it.each([["14:30", "14:30"], ["9h05", "09:05"], ["9.05", "09:05"], ["24:00", null], ["10:61", null], ["", null]])(
    "reads the hour %s", (typed, hour) => expect(parseHour(typed)).toBe(hour),
  );
});
