import { expect, test } from "vitest";
import { addDays, dateOf, dateText, dayNumber, isDate, longDateText, monthText, shortDateText, today } from "./plain-date";

test("a day is told as the day that it is, whatever the time zone", () => {
  expect(dateText("2026-05-09")).toBe("May 9, 2026");
  expect(longDateText("2026-05-09")).toBe("Saturday, May 9, 2026");
  expect(monthText("2026-05-01")).toBe("May 2026");
});

test("the year is told where it is not clear", () => {
  expect(shortDateText("2026-05-09", "2026-01-01")).toBe("May 9");
  expect(shortDateText("2027-01-02", "2026-12-31")).toBe("Jan 2, 2027");
});

test("days are counted over the ends of months, leap days and changes of the clock", () => {
  expect(addDays("2026-03-28", 2)).toBe("2026-03-30");
  expect(addDays("2028-02-28", 1)).toBe("2028-02-29");
  expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
  for (const date of ["1970-01-01", "2000-02-29", "2026-10-25"]) expect(dateOf(dayNumber(date))).toBe(date);
});

test.each(["", "2026-5-9", "2026-02-30", "2026-13-01", "0002-05-09", "9 May 2026", "2026-05-09T00:00:00Z"])(
  "“%s” is no day to plan for",
  (text) => {
    expect(isDate(text)).toBe(false);
  },
);

test("today is the day of the user, also shortly before and after midnight", () => {
  expect(today(new Date(2026, 4, 9, 0, 1))).toBe("2026-05-09");
  expect(today(new Date(2026, 4, 9, 23, 59))).toBe("2026-05-09");
});
