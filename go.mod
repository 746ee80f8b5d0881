module reportlint

go 1.26
