package procedures

import (
	"bytes"
	"encoding/json"

	"github.com/donthu/donthu/procedures/source"
)

// Schema is a JSON Schema (2020-12) of procedure files for editors, with
// Vietnamese descriptions. It knows the shape only; Compile knows more.
func Schema() []byte {
	definitions := node{}
	for _, s := range source.Sections[1:] {
		definitions[s.Name] = section(s)
	}
	root := section(source.Sections[0])
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["$defs"] = definitions
	var b bytes.Buffer
	to := json.NewEncoder(&b)
	to.SetEscapeHTML(false)
	to.SetIndent("", "  ")
	if err := to.Encode(root); err != nil {
		panic("schema: " + err.Error()) // a node holds nothing that cannot be written
	}
	return b.Bytes()
}

type node = map[string]any

func section(s source.Section) node {
	properties, required := node{}, []string{}
	for _, k := range s.Keys {
		value := shape(k)
		value["description"] = k.Vi
		properties[k.Name] = value
		if k.Required {
			required = append(required, k.Name)
		}
	}
	n := node{"type": "object", "title": s.Vi, "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		n["required"] = required
	}
	return n
}

const (
	namePattern  = "^[a-z0-9]+(-[a-z0-9]+)*$"
	datePattern  = `^\d{4}-\d{2}-\d{2}$`
	sharePattern = `^(due|[1-9][0-9]?%|100%)$`
	termPattern  = `^\s*(at least )?\d{1,4} (hour|day|working day|week|month|year)s?( before)?\s*$`
)

func pattern(p string) node { return node{"type": "string", "pattern": p} }

func ref(name string) node { return node{"$ref": "#/$defs/" + name} }

func list(of node) node { return node{"type": "array", "items": of} }

func either(nodes ...any) node { return node{"anyOf": nodes} }

func one(of node) node { return either(of, list(of)) }

func named(of node, names string) node {
	n := node{"type": "object", "additionalProperties": of}
	if names != "" {
		n["propertyNames"] = pattern(names)
	}
	return n
}

// shape is the schema of a key's value.
func shape(k source.Key) node {
	switch k.Shape {
	case source.IsName:
		return pattern(namePattern)
	case source.IsNames:
		return one(pattern(namePattern))
	case source.IsTexts:
		return one(node{"type": "string"})
	case source.IsDate:
		return pattern(datePattern)
	case source.IsTerm:
		return pattern(termPattern)
	case source.IsNumber:
		return node{"type": "integer", "minimum": 1}
	case source.IsShare:
		return pattern(sharePattern)
	case source.IsYes:
		return node{"type": "boolean"}
	case source.IsOne:
		return ref(k.Of)
	}
	return parts(k)
}

// parts is the schema of a value that is built of sections.
func parts(k source.Key) node {
	switch k.Shape {
	case source.IsMap:
		if k.Of == "citation" {
			return named(ref(k.Of), "")
		}
		return named(ref(k.Of), namePattern)
	case source.IsList:
		return one(ref(k.Of))
	case source.IsTerms:
		return either(pattern(termPattern), one(ref(k.Of)))
	case source.IsTimes:
		return either(node{"type": "integer", "minimum": 1}, one(ref(k.Of)))
	case source.IsStarts:
		return either(pattern(namePattern), ref(k.Of), list(either(pattern(namePattern), ref(k.Of))))
	case source.IsLapse:
		return either(node{"const": "met"}, ref(k.Of))
	case source.IsPairs:
		return named(one(pattern(namePattern)), namePattern)
	case source.IsMoves:
		return named(either(pattern(namePattern), one(ref(k.Of))), namePattern)
	}
	n := node{"type": "string"}
	if k.Values != nil {
		n["enum"] = k.Values
	}
	return n
}
