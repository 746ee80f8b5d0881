package draft

// Date is a date as far as it was written, 0 for what was left out.
type Date struct{ Year, Month, Day int }
