// Command gofacts writes facts about the Go types behind the Kubernetes API
// that the API's OpenAPI document does not tell: which properties are pointers,
// what encoding/json prints for a zero value, in which order properties are
// printed, and the schemas of types that the document leaves out.
//
// See README.md for how to run it.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"reflect"
	"slices"
	"sort"
	"strconv"
	"strings"

	admissionv1 "k8s.io/api/admission/v1"
	admissionregistrationv1 "k8s.io/api/admissionregistration/v1"
	admissionregistrationv1alpha1 "k8s.io/api/admissionregistration/v1alpha1"
	admissionregistrationv1beta1 "k8s.io/api/admissionregistration/v1beta1"
	apidiscoveryv2 "k8s.io/api/apidiscovery/v2"
	apiserverinternalv1alpha1 "k8s.io/api/apiserverinternal/v1alpha1"
	appsv1 "k8s.io/api/apps/v1"
	authenticationv1 "k8s.io/api/authentication/v1"
	authorizationv1 "k8s.io/api/authorization/v1"
	autoscalingv1 "k8s.io/api/autoscaling/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	batchv1 "k8s.io/api/batch/v1"
	certificatesv1 "k8s.io/api/certificates/v1"
	certificatesv1beta1 "k8s.io/api/certificates/v1beta1"
	coordinationv1 "k8s.io/api/coordination/v1"
	coordinationv1alpha2 "k8s.io/api/coordination/v1alpha2"
	coordinationv1beta1 "k8s.io/api/coordination/v1beta1"
	corev1 "k8s.io/api/core/v1"
	discoveryv1 "k8s.io/api/discovery/v1"
	eventsv1 "k8s.io/api/events/v1"
	flowcontrolv1 "k8s.io/api/flowcontrol/v1"
	lifecyclev1alpha1 "k8s.io/api/lifecycle/v1alpha1"
	networkingv1 "k8s.io/api/networking/v1"
	nodev1 "k8s.io/api/node/v1"
	policyv1 "k8s.io/api/policy/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	resourcev1 "k8s.io/api/resource/v1"
	resourcev1alpha3 "k8s.io/api/resource/v1alpha3"
	resourcev1beta1 "k8s.io/api/resource/v1beta1"
	resourcev1beta2 "k8s.io/api/resource/v1beta2"
	schedulingv1 "k8s.io/api/scheduling/v1"
	schedulingv1alpha3 "k8s.io/api/scheduling/v1alpha3"
	schedulingv1beta1 "k8s.io/api/scheduling/v1beta1"
	storagev1 "k8s.io/api/storage/v1"
	storagemigrationv1 "k8s.io/api/storagemigration/v1"
	storagemigrationv1beta1 "k8s.io/api/storagemigration/v1beta1"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/version"
	clientauthenticationv1 "k8s.io/client-go/pkg/apis/clientauthentication/v1"
	apiregistrationv1 "k8s.io/kube-aggregator/pkg/apis/apiregistration/v1"
)

// kubernetes is the release whose module versions go.mod requires.
const kubernetes = "1.37.2"

// addToScheme registers every group version that is walked.
var addToScheme = []func(*runtime.Scheme) error{
	metav1.AddMetaToScheme,
	admissionv1.AddToScheme,
	admissionregistrationv1.AddToScheme,
	admissionregistrationv1alpha1.AddToScheme,
	admissionregistrationv1beta1.AddToScheme,
	apidiscoveryv2.AddToScheme,
	apiserverinternalv1alpha1.AddToScheme,
	appsv1.AddToScheme,
	authenticationv1.AddToScheme,
	authorizationv1.AddToScheme,
	autoscalingv1.AddToScheme,
	autoscalingv2.AddToScheme,
	batchv1.AddToScheme,
	certificatesv1.AddToScheme,
	certificatesv1beta1.AddToScheme,
	coordinationv1.AddToScheme,
	coordinationv1alpha2.AddToScheme,
	coordinationv1beta1.AddToScheme,
	corev1.AddToScheme,
	discoveryv1.AddToScheme,
	eventsv1.AddToScheme,
	flowcontrolv1.AddToScheme,
	lifecyclev1alpha1.AddToScheme,
	networkingv1.AddToScheme,
	nodev1.AddToScheme,
	policyv1.AddToScheme,
	rbacv1.AddToScheme,
	resourcev1.AddToScheme,
	resourcev1alpha3.AddToScheme,
	resourcev1beta1.AddToScheme,
	resourcev1beta2.AddToScheme,
	schedulingv1.AddToScheme,
	schedulingv1alpha3.AddToScheme,
	schedulingv1beta1.AddToScheme,
	storagev1.AddToScheme,
	storagemigrationv1.AddToScheme,
	storagemigrationv1beta1.AddToScheme,
	apiextensionsv1.AddToScheme,
	clientauthenticationv1.AddToScheme,
	apiregistrationv1.AddToScheme,
}

// unregistered are types that no scheme holds, yet a schema describes.
var unregistered = []any{
	metav1.List{},
	metav1.ApplyOptions{},
	metav1.Patch{},
	version.Info{},
}

// extra names the schemas that the OpenAPI document lacks and clients need. The
// schemas they refer to are added when the document lacks those too.
var extra = []string{
	"io.k8s.api.admission.v1.AdmissionReview",
	"io.k8s.api.admission.v1.AdmissionRequest",
	"io.k8s.api.admission.v1.AdmissionResponse",
	"io.k8s.api.apidiscovery.v2.APIGroupDiscovery",
	"io.k8s.api.apidiscovery.v2.APIGroupDiscoveryList",
	"io.k8s.api.apidiscovery.v2.APIResourceDiscovery",
	"io.k8s.api.apidiscovery.v2.APISubresourceDiscovery",
	"io.k8s.api.apidiscovery.v2.APIVersionDiscovery",
	"io.k8s.api.autoscaling.v1.Scale",
	"io.k8s.api.autoscaling.v1.ScaleSpec",
	"io.k8s.api.autoscaling.v1.ScaleStatus",
	"io.k8s.api.core.v1.NodeProxyOptions",
	"io.k8s.api.core.v1.PodAttachOptions",
	"io.k8s.api.core.v1.PodExecOptions",
	"io.k8s.api.core.v1.PodLogOptions",
	"io.k8s.api.core.v1.PodPortForwardOptions",
	"io.k8s.api.core.v1.PodProxyOptions",
	"io.k8s.api.core.v1.RangeAllocation",
	"io.k8s.api.core.v1.SerializedReference",
	"io.k8s.api.core.v1.ServiceProxyOptions",
	"io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.ConversionRequest",
	"io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.ConversionResponse",
	"io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.ConversionReview",
	"io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrArray",
	"io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrBool",
	"io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSONSchemaPropsOrStringArray",
	"io.k8s.apimachinery.pkg.apis.meta.v1.ApplyOptions",
	"io.k8s.apimachinery.pkg.apis.meta.v1.CreateOptions",
	"io.k8s.apimachinery.pkg.apis.meta.v1.GetOptions",
	"io.k8s.apimachinery.pkg.apis.meta.v1.GroupVersionKind",
	"io.k8s.apimachinery.pkg.apis.meta.v1.GroupVersionResource",
	"io.k8s.apimachinery.pkg.apis.meta.v1.List",
	"io.k8s.apimachinery.pkg.apis.meta.v1.ListOptions",
	"io.k8s.apimachinery.pkg.apis.meta.v1.PartialObjectMetadata",
	"io.k8s.apimachinery.pkg.apis.meta.v1.PartialObjectMetadataList",
	"io.k8s.apimachinery.pkg.apis.meta.v1.PatchOptions",
	"io.k8s.apimachinery.pkg.apis.meta.v1.Table",
	"io.k8s.apimachinery.pkg.apis.meta.v1.TableColumnDefinition",
	"io.k8s.apimachinery.pkg.apis.meta.v1.TableOptions",
	"io.k8s.apimachinery.pkg.apis.meta.v1.TableRow",
	"io.k8s.apimachinery.pkg.apis.meta.v1.TableRowCondition",
	"io.k8s.apimachinery.pkg.apis.meta.v1.UpdateOptions",
	"io.k8s.client-go.pkg.apis.clientauthentication.v1.Cluster",
	"io.k8s.client-go.pkg.apis.clientauthentication.v1.ExecCredential",
	"io.k8s.client-go.pkg.apis.clientauthentication.v1.ExecCredentialSpec",
	"io.k8s.client-go.pkg.apis.clientauthentication.v1.ExecCredentialStatus",
}

// unions are structs whose JSON is one of several forms; their Go fields have
// no JSON names, so names are given here in Go declaration order.
var unions = map[reflect.Type]map[string]string{
	reflect.TypeFor[apiextensionsv1.JSONSchemaPropsOrArray]():       {"Schema": "schema", "JSONSchemas": "jsonSchemas"},
	reflect.TypeFor[apiextensionsv1.JSONSchemaPropsOrBool]():        {"Allows": "allows", "Schema": "schema"},
	reflect.TypeFor[apiextensionsv1.JSONSchemaPropsOrStringArray](): {"Schema": "schema", "Property": "property"},
}

const (
	refPrefix = "#/components/schemas/"
	jsonName  = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON"
	listName  = "io.k8s.apimachinery.pkg.apis.meta.v1.List"
	metaName  = "io.k8s.apimachinery.pkg.apis.meta.v1."
)

const note = "Facts of the Go types behind the Kubernetes " + kubernetes + " API (Apache-2.0), read by reflection; gofacts writes this file. " +
	"pointers: properties whose Go field is a pointer, so that absent differs from zero; schemas without any are left out. " +
	"alwaysWritten: the text json.Marshal prints for a zero value, property by property; all others it leaves out. " +
	"fieldOrder: the order in which json.Marshal prints properties. " +
	"schemas: in the form of schemas.json, types which that lacks, and the three JSON unions with all their forms, required being what is no pointer and has neither omitempty nor omitzero " +
	"(x-fairlead-union: those property names exist in protobuf only, jsonSchemas as jSONSchemas; JSON is the value itself). " +
	"Table, its columns, rows and conditions, and client.authentication.k8s.io have no protobuf form, hence no x-protobuf-path; " +
	"the cells of a row are any JSON (x-fairlead-any). " +
	"ListOptions, GetOptions, CreateOptions, UpdateOptions and PatchOptions are registered in every group version, of which v1 alone is listed."

// field is a property as encoding/json sees it: inlined structs are flattened.
type field struct {
	name      string
	typ       reflect.Type
	omitEmpty bool
	omitZero  bool
	index     []int
	path      []int // protobuf field numbers, nil if there is no protobuf form
}

var marshaler = reflect.TypeFor[json.Marshaler]()

// opaque tells whether a type prints itself instead of field by field.
func opaque(t reflect.Type) bool {
	return t.Implements(marshaler) || reflect.PointerTo(t).Implements(marshaler)
}

// schemaName names the schema of a type: k8s.io/api/core/v1.Pod becomes
// io.k8s.api.core.v1.Pod.
func schemaName(t reflect.Type) string {
	host, rest, _ := strings.Cut(t.PkgPath(), "/")
	labels := strings.Split(host, ".")
	slices.Reverse(labels)
	name := strings.Join(labels, ".") + "." + strings.ReplaceAll(rest, "/", ".") + "." + t.Name()
	if m, ok := reflect.Zero(t).Interface().(interface{ OpenAPIModelName() string }); ok && m.OpenAPIModelName() != name {
		fail("%v is called %s", t, m.OpenAPIModelName())
	}
	return name
}

func fail(format string, args ...any) {
	fmt.Fprintf(os.Stderr, format+"\n", args...)
	os.Exit(1)
}

// fields lists the properties of a struct in the order in which they are printed.
func fields(t reflect.Type) []field {
	var all []field
	var walk func(t reflect.Type, index, path []int, inherited bool)
	walk = func(t reflect.Type, index, path []int, inherited bool) {
		names := unions[t]
		for i := range t.NumField() {
			f := t.Field(i)
			if !f.IsExported() && !f.Anonymous {
				continue
			}
			tag := f.Tag.Get("json")
			if tag == "-" {
				continue
			}
			name, options, _ := strings.Cut(tag, ",")
			opts := strings.Split(options, ",")
			here := append(slices.Clone(index), i)
			var number []int
			if inherited {
				if p := f.Tag.Get("protobuf"); p != "" {
					n, err := strconv.Atoi(strings.Split(p, ",")[1])
					if err != nil {
						fail("%v.%s: protobuf tag %q", t, f.Name, p)
					}
					number = append(slices.Clone(path), n)
				}
			}
			if f.Anonymous && name == "" {
				inner := f.Type
				if inner.Kind() == reflect.Pointer {
					fail("%v.%s: an embedded pointer", t, f.Name)
				}
				if inner.Kind() == reflect.Struct {
					walk(inner, here, number, number != nil)
					continue
				}
			}
			if name == "" {
				if name = names[f.Name]; name == "" {
					fail("%v.%s: no JSON name", t, f.Name)
				}
			}
			all = append(all, field{
				name: name, typ: f.Type, index: here, path: number,
				omitEmpty: slices.Contains(opts, "omitempty"), omitZero: slices.Contains(opts, "omitzero"),
			})
		}
	}
	walk(t, nil, nil, true)
	seen := map[string]bool{}
	for _, f := range all {
		if seen[f.name] {
			fail("%v: two fields are called %s", t, f.name)
		}
		seen[f.name] = true
	}
	return all
}

// collect walks all types that are reachable from t.
func collect(t reflect.Type, into map[string]reflect.Type) {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Array:
		collect(t.Elem(), into)
	case reflect.Map:
		collect(t.Key(), into)
		collect(t.Elem(), into)
	case reflect.Struct:
		if !strings.HasPrefix(t.PkgPath(), "k8s.io/") {
			return
		}
		name := schemaName(t)
		if known, ok := into[name]; ok {
			if known != t {
				fail("two types are called %s", name)
			}
			return
		}
		into[name] = t
		if opaque(t) && unions[t] == nil {
			return
		}
		for i := range t.NumField() {
			if f := t.Field(i); f.IsExported() && f.Tag.Get("json") != "-" {
				collect(f.Type, into)
			}
		}
	}
}

// typed is the schema of a value of type t, without a default. The second result
// is the name of the schema referred to, if any.
func typed(t reflect.Type) (map[string]any, string) {
	if t.Kind() == reflect.Pointer {
		return typed(t.Elem())
	}
	switch t.Kind() {
	case reflect.Struct:
		name := schemaName(t)
		return map[string]any{"$ref": refPrefix + name}, name
	case reflect.Interface:
		return map[string]any{"$ref": refPrefix + jsonName}, jsonName
	case reflect.String:
		return map[string]any{"type": "string"}, ""
	case reflect.Bool:
		return map[string]any{"type": "boolean"}, ""
	case reflect.Int32:
		return map[string]any{"type": "integer", "format": "int32"}, ""
	case reflect.Int64:
		return map[string]any{"type": "integer", "format": "int64"}, ""
	case reflect.Float64:
		return map[string]any{"type": "number", "format": "double"}, ""
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return map[string]any{"type": "string", "format": "byte"}, ""
		}
		items, name := typed(t.Elem())
		return map[string]any{"type": "array", "items": items}, name
	case reflect.Map:
		values, name := typed(t.Elem())
		return map[string]any{"type": "object", "additionalProperties": values}, name
	}
	fail("no schema for %v", t)
	return nil, ""
}

// property is the schema of a field.
func property(f field) (map[string]any, string) {
	s, name := typed(f.typ)
	bare := f.typ
	for bare.Kind() == reflect.Pointer {
		bare = bare.Elem()
	}
	if bare.Kind() == reflect.Struct {
		s = map[string]any{"allOf": []any{s}}
	}
	if bare.Kind() == reflect.Slice && bare.Elem().Kind() == reflect.Interface {
		s["x-fairlead-any"] = true
	}
	if f.typ.Kind() == reflect.Struct && !opaque(f.typ) {
		s["default"] = map[string]any{}
	} else if !f.omitEmpty && !f.omitZero {
		switch f.typ.Kind() {
		case reflect.String, reflect.Bool, reflect.Int32, reflect.Int64, reflect.Float64:
			s["default"] = reflect.Zero(f.typ).Interface()
		}
	}
	if f.path != nil {
		s["x-protobuf-path"] = f.path
	}
	return s, name
}

// structSchema is the schema of a struct, and the names it refers to.
func structSchema(t reflect.Type, gvks []schema.GroupVersionKind) (map[string]any, []string) {
	s := map[string]any{"type": "object"}
	union := unions[t] != nil
	properties := map[string]any{}
	var required, refs []string
	for _, f := range fields(t) {
		p, ref := property(f)
		if union {
			delete(p, "default")
		}
		properties[f.name] = p
		if ref != "" {
			refs = append(refs, ref)
		}
		if !f.omitEmpty && !f.omitZero && f.typ.Kind() != reflect.Pointer && !union {
			required = append(required, f.name)
		}
	}
	if len(properties) > 0 {
		s["properties"] = properties
	}
	if len(required) > 0 {
		s["required"] = required
	}
	if union {
		s["x-fairlead-union"] = true
	}
	if len(gvks) > 0 {
		var list []any
		for _, gvk := range gvks {
			list = append(list, map[string]any{"group": gvk.Group, "kind": gvk.Kind, "version": gvk.Version})
		}
		s["x-kubernetes-group-version-kind"] = list
	}
	return s, refs
}

// pair is one member of a JSON object whose order is kept.
type pair struct {
	name string
	text json.RawMessage
}

// members reads a JSON object, keeping order and text.
func members(text []byte) ([]pair, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	if start, err := d.Token(); err != nil || start != json.Delim('{') {
		return nil, fmt.Errorf("not an object: %s", text)
	}
	var all []pair
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, err
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, err
		}
		all = append(all, pair{name.(string), value})
	}
	return all, nil
}

// fill makes v differ from its zero value, as deep as is needed for that.
func fill(v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int32, reflect.Int64:
		v.SetInt(1)
	case reflect.Float64:
		v.SetFloat(1)
	case reflect.Uint8:
		v.SetUint(1)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
	case reflect.Map:
		m := reflect.MakeMap(v.Type())
		m.SetMapIndex(reflect.Zero(v.Type().Key()), reflect.Zero(v.Type().Elem()))
		v.Set(m)
	case reflect.Struct:
		if depth == 0 || opaque(v.Type()) {
			switch p := v.Addr().Interface().(type) {
			case *metav1.Time:
				*p = metav1.Unix(1, 0)
			case *metav1.MicroTime:
				*p = metav1.NewMicroTime(metav1.Unix(1, 0).Time)
			}
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fill(v.Field(i), depth-1)
			}
		}
	}
}

// facts are what the program writes, all but the schemas.
type facts struct {
	pointers      map[string][]string
	alwaysWritten map[string][]pair
	fieldOrder    map[string][]string
}

// describe adds the facts about one type.
func (all *facts) describe(name string, t reflect.Type) {
	if opaque(t) && unions[t] == nil {
		return
	}
	var order, pointers []string
	zero := map[string]string{}
	for _, f := range fields(t) {
		order = append(order, f.name)
		if f.typ.Kind() == reflect.Pointer {
			pointers = append(pointers, f.name)
		}
		written := !f.omitEmpty && !f.omitZero
		if f.omitEmpty && !f.omitZero && f.typ.Kind() == reflect.Struct {
			written = true
		}
		if written {
			zero[f.name] = ""
		}
	}
	if len(order) > 0 {
		all.fieldOrder[name] = order
	}
	if len(pointers) > 0 {
		sort.Strings(pointers)
		all.pointers[name] = pointers
	}
	if unions[t] != nil {
		return
	}

	// What json.Marshal really prints must agree with what the tags say.
	text, err := json.Marshal(reflect.Zero(t).Interface())
	if err != nil {
		fail("%s: %v", name, err)
	}
	printed, err := members(text)
	if err != nil {
		fail("%s: %v", name, err)
	}
	if len(printed) != len(zero) {
		fail("%s: tags tell %v, printed %s", name, zero, text)
	}
	for _, p := range printed {
		if _, ok := zero[p.name]; !ok {
			fail("%s: %s is printed though zero", name, p.name)
		}
	}
	if len(printed) > 0 {
		all.alwaysWritten[name] = printed
	}
	filled := reflect.New(t)
	fill(filled.Elem(), 3)
	if text, err = json.Marshal(filled.Interface()); err != nil {
		fail("%s: %v", name, err)
	}
	if printed, err = members(text); err != nil {
		fail("%s: %v", name, err)
	}
	var names []string
	for _, p := range printed {
		names = append(names, p.name)
	}
	if !slices.Equal(names, order) {
		fail("%s: order %v, printed %v", name, order, names)
	}
}

// line is v as compact JSON.
func line(v any) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		fail("%v", err)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// object writes a JSON object, one member a line, in order of name.
func object[V any](w io.Writer, all map[string]V, value func(V) string) {
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	sort.Strings(names)
	fmt.Fprint(w, "{")
	for i, name := range names {
		if i > 0 {
			fmt.Fprint(w, ",")
		}
		fmt.Fprintf(w, "\n%s:%s", line(name), value(all[name]))
	}
	fmt.Fprint(w, "\n}")
}

// zeros is the line of a schema in alwaysWritten: property to text.
func zeros(all []pair) string {
	var b strings.Builder
	for i, p := range all {
		if i > 0 {
			b.WriteString(",")
		}
		b.WriteString(line(p.name) + ":" + line(string(p.text)))
	}
	return "{" + b.String() + "}"
}

// schemaLines is a schema with one property a line.
func schemaLines(s map[string]any) string {
	var b strings.Builder
	object(&b, s, func(v any) string {
		if properties, ok := v.(map[string]any); ok {
			var inner strings.Builder
			object(&inner, properties, line)
			return inner.String()
		}
		return line(v)
	})
	return b.String()
}

// document is the form of schemas.json.
type document struct {
	Kubernetes string                    `json:"kubernetes"`
	Schemas    map[string]map[string]any `json:"schemas"`
}

func main() {
	in := flag.String("schemas", "", "schemas.json, whose schemas are described")
	out := flag.String("out", "", "the file to write")
	fieldTypes := flag.String("field-types", "", "where to write the Go types of fields, if anywhere")
	flag.Parse()
	if *in == "" || *out == "" || flag.NArg() != 0 {
		flag.Usage()
		os.Exit(2)
	}
	text, err := os.ReadFile(*in)
	if err != nil {
		fail("%v", err)
	}
	var doc document
	if err := json.Unmarshal(text, &doc); err != nil {
		fail("%v", err)
	}
	if doc.Kubernetes != kubernetes {
		fail("%s is of Kubernetes %s, not %s", *in, doc.Kubernetes, kubernetes)
	}

	scheme := runtime.NewScheme()
	for _, add := range addToScheme {
		if err := add(scheme); err != nil {
			fail("%v", err)
		}
	}
	types := map[string]reflect.Type{}
	for _, t := range scheme.AllKnownTypes() {
		collect(t, types)
	}
	for _, v := range unregistered {
		collect(reflect.TypeOf(v), types)
	}

	if *fieldTypes != "" {
		if err := writeFieldTypes(*fieldTypes, types); err != nil {
			fail("%v", err)
		}
	}

	gvksOf := func(name string) []schema.GroupVersionKind {
		t := types[name]
		if name == listName { // registered as core/v1's type of the same form
			t = types["io.k8s.api.core.v1.List"]
		}
		object, ok := reflect.New(t).Interface().(runtime.Object)
		if !ok {
			return nil
		}
		gvks, _, err := scheme.ObjectKinds(object)
		if err != nil {
			return nil
		}
		slices.SortFunc(gvks, func(a, b schema.GroupVersionKind) int { return strings.Compare(a.String(), b.String()) })
		if strings.HasPrefix(name, metaName) && len(gvks) > 1 {
			gvks = slices.DeleteFunc(gvks, func(gvk schema.GroupVersionKind) bool {
				return gvk.GroupVersion() != metav1.Unversioned
			})
		}
		return gvks
	}

	// The extra schemas, and those they refer to.
	schemas := map[string]map[string]any{}
	var add func(name string)
	add = func(name string) {
		t, ok := types[name]
		if !ok {
			fail("no Go type for %s", name)
		}
		_, known := doc.Schemas[name]
		if _, done := schemas[name]; done || known && unions[t] == nil {
			return
		}
		if opaque(t) && unions[t] == nil {
			fail("%s prints itself", name)
		}
		s, refs := structSchema(t, gvksOf(name))
		schemas[name] = s
		for _, ref := range refs {
			add(ref)
		}
	}
	for _, name := range extra {
		add(name)
	}

	all := &facts{map[string][]string{}, map[string][]pair{}, map[string][]string{}}
	for name := range doc.Schemas {
		if t, ok := types[name]; ok {
			all.describe(name, t)
		}
	}
	for name := range schemas {
		all.describe(name, types[name])
	}
	check(doc.Schemas, types, all)

	var b bytes.Buffer
	fmt.Fprintf(&b, "{\n\"kubernetes\":%s,\n\"note\":%s,\n\"pointers\":", line(kubernetes), line(note))
	object(&b, all.pointers, func(v []string) string { return line(v) })
	fmt.Fprint(&b, ",\n\"alwaysWritten\":")
	object(&b, all.alwaysWritten, zeros)
	fmt.Fprint(&b, ",\n\"fieldOrder\":")
	object(&b, all.fieldOrder, func(v []string) string { return line(v) })
	fmt.Fprint(&b, ",\n\"schemas\":")
	object(&b, schemas, schemaLines)
	fmt.Fprint(&b, "\n}\n")
	if !json.Valid(b.Bytes()) {
		fail("not valid JSON")
	}
	if err := os.WriteFile(*out, b.Bytes(), 0o644); err != nil {
		fail("%v", err)
	}
	fmt.Printf("%d schemas described, %d with pointers, %d with properties always written, %d added\n",
		len(all.fieldOrder), len(all.pointers), len(all.alwaysWritten), len(schemas))
}

// check compares the OpenAPI schemas with the Go types. It fails when a type or
// a property is missing on either side, or when type, format or protobuf path
// differ, and prints the pointers that have a default. It leaves out the other
// defaults and what is required, as OpenAPI takes those from Go comments too.
func check(schemas map[string]map[string]any, types map[string]reflect.Type, all *facts) {
	names := make([]string, 0, len(schemas))
	for name := range schemas {
		names = append(names, name)
	}
	sort.Strings(names)
	var wrong []string
	say := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	compared := 0
	for _, name := range names {
		t, ok := types[name]
		if !ok {
			say("%s: no Go type", name)
			continue
		}
		properties, _ := schemas[name]["properties"].(map[string]any)
		if opaque(t) {
			if len(properties) > 0 {
				say("%s: prints itself, yet has properties", name)
			}
			continue
		}
		order := all.fieldOrder[name]
		for p := range properties {
			if !slices.Contains(order, p) {
				say("%s: %s is in the schema only", name, p)
			}
		}
		for _, f := range fields(t) {
			given, ok := properties[f.name].(map[string]any)
			if !ok {
				say("%s: %s is in Go only", name, f.name)
				continue
			}
			compared++
			if d, ok := given["default"]; ok && f.typ.Kind() == reflect.Pointer {
				fmt.Printf("%s: %s is a pointer with default %s\n", name, f.name, line(d))
			}
			want := map[string]any{}
			for k, v := range given {
				if !strings.HasPrefix(k, "x-kubernetes-") && k != "default" {
					want[k] = v
				}
			}
			if ref, ok := want["$ref"]; ok { // a property without a description is not wrapped
				delete(want, "$ref")
				want["allOf"] = []any{map[string]any{"$ref": ref}}
			}
			mine, _ := property(f)
			delete(mine, "default")
			if a, b := line(want), line(mine); a != b {
				say("%s: %s is %s, by its Go type %s", name, f.name, a, b)
			}
		}
	}
	if len(wrong) > 0 {
		sort.Strings(wrong)
		fail("%s", strings.Join(wrong, "\n"))
	}
	fmt.Printf("%d schemas with %d properties agree with their Go types\n", len(names), compared)
}
