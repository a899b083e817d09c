module github.com/donthu/donthu

go 1.26
