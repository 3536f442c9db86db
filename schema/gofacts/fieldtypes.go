package main

import (
	"bytes"
	"fmt"
	"os"
	"reflect"
	"sort"
	"strings"
)

// writeFieldTypes writes what a decoder's error message says of a field and
// descriptors do not: the name of its Go type where that is a type of its own,
// and the embedded structs through which the field is reached. One line a
// field: type, property, Go type or "-", embedded structs joined by dots or "-".
func writeFieldTypes(path string, types map[string]reflect.Type) error {
	var lines []string
	for name, t := range types {
		if t.Kind() != reflect.Struct || opaque(t) {
			continue
		}
		short := shortName(name)
		walkFields(t, nil, func(property string, field reflect.Type, embedded []string) {
			goType := field
			for goType.Kind() == reflect.Pointer {
				goType = goType.Elem()
			}
			text := "-"
			if hasOwnName(goType) {
				text = goType.String()
			}
			through := "-"
			if len(embedded) > 0 {
				through = strings.Join(embedded, ".")
			}
			if text != "-" || through != "-" {
				lines = append(lines, fmt.Sprintf("%s %s %s %s", short, property, text, through))
			}
		})
	}
	sort.Strings(lines)
	var out bytes.Buffer
	for _, l := range lines {
		out.WriteString(l + "\n")
	}
	return os.WriteFile(path, out.Bytes(), 0o644)
}

// shortName is what the generator's package and class are called: core.v1.Pod.
func shortName(name string) string {
	parts := strings.Split(name, ".")
	return strings.Join(parts[len(parts)-3:], ".")
}

// hasOwnName tells a named string, map or the like, alone or as an element.
func hasOwnName(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Slice, reflect.Map:
		return t.PkgPath() != "" || hasOwnName(t.Elem())
	case reflect.Struct, reflect.Pointer, reflect.Interface:
		return false
	default:
		return t.PkgPath() != ""
	}
}

func walkFields(t reflect.Type, embedded []string, visit func(string, reflect.Type, []string)) {
	for i := 0; i < t.NumField(); i++ {
		f := t.Field(i)
		property, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if property == "-" {
			continue
		}
		if f.Anonymous && property == "" {
			inner := f.Type
			for inner.Kind() == reflect.Pointer {
				inner = inner.Elem()
			}
			if inner.Kind() == reflect.Struct && f.Name != "TypeMeta" && f.Name != "ListMeta" {
				walkFields(inner, append(append([]string{}, embedded...), f.Name), visit)
			}
			continue
		}
		if property != "" {
			visit(property, f.Type, embedded)
		}
	}
}
