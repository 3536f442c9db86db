// SPDX-License-Identifier: Apache-2.0

// Client-go on the benchmark's workload, the loader of that workload, and a stopwatch for other programs.
//
//	load     --kubeconfig=F --pods=N --templates=N
//	list     --kubeconfig=F --format=protobuf|json --resource-version=0|unset
//	heap     the same: what a list keeps on the heap
//	informer the same: from start to synced
//	decode   --format=protobuf|json --body=FILE
//	encode   the same
//	cold     --kubeconfig=F: prints the length of a small list, for process
//	process  --until=line|exit -- PROGRAM ARGUMENTS...
//
// All but load take --warm=N --runs=N --repeat=N and print one JSON line a measured run, as the Java participants do.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"runtime"
	"sync"
	"syscall"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	apiruntime "k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/kubernetes/scheme"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
)

var (
	kubeconfig      = flag.String("kubeconfig", "", "the server")
	format          = flag.String("format", "protobuf", "protobuf or json")
	resourceVersion = flag.String("resource-version", "0", "that of the list request, or unset")
	body            = flag.String("body", "", "a saved list")
	until           = flag.String("until", "exit", "line: the first line of output; exit: the end")
	pods            = flag.Int("pods", 10000, "how many to load")
	templates       = flag.Int("templates", 1, "how many different Pod templates they have")
	warm            = flag.Int("warm", 0, "runs before the measured ones")
	runs            = flag.Int("runs", 1, "measured runs")
	repeat          = flag.Int("repeat", 1, "calls in a run, whose mean is its figure")
)

func main() {
	if len(os.Args) < 2 {
		fatal(fmt.Errorf("a verb is missing"))
	}
	verb := os.Args[1]
	fatal(flag.CommandLine.Parse(os.Args[2:]))
	ctx := context.Background()
	switch verb {
	case "load":
		fatal(load(ctx, clientset()))
	case "list":
		cs := clientset()
		measure(func() int { return len(list(ctx, cs).Items) })
	case "heap":
		list(ctx, clientset()) // what lives as long as the process is no Pod's
		keep(func() (any, int) {
			cs := clientset()
			l := list(ctx, cs)
			return []any{cs, l}, len(l.Items)
		})
	case "informer":
		informer()
	case "decode":
		data := read()
		defer runtime.KeepAlive(data)
		measure(func() int { return len(decode(data).Items) })
		keep(func() (any, int) {
			l := decode(data)
			return l, len(l.Items)
		})
	case "gets":
		cs := clientset()
		measure(func() int { return gets(ctx, cs) })
	case "cold":
		l, err := clientset().CoreV1().Pods("single").List(ctx, metav1.ListOptions{})
		fatal(err)
		fmt.Println(len(l.Items))
	case "encode":
		l := decode(read())
		serializer := serializer()
		measure(func() int {
			_, err := apiruntime.Encode(scheme.Codecs.WithoutConversion().EncoderForVersion(serializer, corev1.SchemeGroupVersion), l)
			fatal(err)
			return len(l.Items)
		})
	case "process":
		for i := 0; i < *warm; i++ {
			process(flag.Args())
		}
		for i := 0; i < *runs; i++ {
			process(flag.Args()).print()
		}
	default:
		fatal(fmt.Errorf("no verb %s", verb))
	}
}

func mediaType() string {
	if *format == "json" {
		return "application/json"
	}
	return "application/vnd.kubernetes.protobuf"
}

func clientset() *kubernetes.Clientset {
	c, err := clientcmd.BuildConfigFromFlags("", *kubeconfig)
	fatal(err)
	c.QPS = -1 // no limit: it is the client that is measured, not its patience
	c.ContentType = mediaType()
	if *format != "json" {
		c.AcceptContentTypes = c.ContentType + ",application/json"
	}
	return kubernetes.NewForConfigOrDie(rest.CopyConfig(c))
}

func list(ctx context.Context, cs *kubernetes.Clientset) *corev1.PodList {
	o := metav1.ListOptions{ResourceVersion: *resourceVersion}
	if *resourceVersion == "unset" {
		o.ResourceVersion = ""
	}
	l, err := cs.CoreV1().Pods("").List(ctx, o)
	fatal(err)
	return l
}

// gets reads one Pod many times, as bench's Gets does in Java.
func gets(ctx context.Context, cs *kubernetes.Clientset) int {
	const threads, getsAThread = 64, 50
	var all sync.WaitGroup
	for range threads {
		all.Add(1)
		go func() {
			defer all.Done()
			for range getsAThread {
				_, err := cs.CoreV1().Pods(single).Get(ctx, "web-0-7c5dd89dbb-00000", metav1.GetOptions{})
				fatal(err)
			}
		}()
	}
	all.Wait()
	return threads * getsAThread
}

func informer() {
	cs := clientset()
	before := heap()
	f := start()
	factory := informers.NewSharedInformerFactory(cs, 0)
	inf := factory.Core().V1().Pods().Informer()
	stop := make(chan struct{})
	factory.Start(stop)
	for !inf.HasSynced() {
		time.Sleep(time.Millisecond)
	}
	r := f.stop(1)
	r.Pods = len(inf.GetStore().List())
	r.heapPerPod(heap() - before)
	r.print()
	runtime.KeepAlive(inf)
}

func serializer() apiruntime.Serializer {
	info, ok := apiruntime.SerializerInfoForMediaType(scheme.Codecs.WithoutConversion().SupportedMediaTypes(), mediaType())
	if !ok {
		fatal(fmt.Errorf("no serializer for %s", mediaType()))
	}
	return info.Serializer
}

// decode does what a clientset does with the body of an answer.
func decode(data []byte) *corev1.PodList {
	l := &corev1.PodList{}
	d := scheme.Codecs.WithoutConversion().DecoderToVersion(serializer(), corev1.SchemeGroupVersion)
	_, _, err := d.Decode(data, nil, l)
	fatal(err)
	return l
}

func read() []byte {
	data, err := os.ReadFile(*body)
	fatal(err)
	return data
}

// figures are those of one run.
type figures struct {
	Pods            int      `json:"pods"`
	WallMillis      *float64 `json:"wallMillis,omitempty"`
	CPUMillis       *float64 `json:"cpuMillis,omitempty"`
	HeapBytesPerPod *float64 `json:"heapBytesPerPod,omitempty"`
}

func (f figures) print() { fatal(json.NewEncoder(os.Stdout).Encode(f)) }

func (f *figures) heapPerPod(bytes int64) {
	per := float64(bytes) / float64(max(1, f.Pods))
	f.HeapBytesPerPod = &per
}

// stopwatch measures time, and CPU of the whole process.
type stopwatch struct {
	at  time.Time
	cpu time.Duration
}

func start() stopwatch { return stopwatch{time.Now(), cpu()} }

func (s stopwatch) stop(calls int) figures {
	return of(time.Since(s.at)/time.Duration(calls), (cpu()-s.cpu)/time.Duration(calls))
}

func of(wall, cpu time.Duration) figures {
	w, c := float64(wall.Microseconds())/1000, float64(cpu.Microseconds())/1000
	return figures{WallMillis: &w, CPUMillis: &c}
}

func cpu() time.Duration {
	var r syscall.Rusage
	fatal(syscall.Getrusage(syscall.RUSAGE_SELF, &r))
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

func measure(work func() int) {
	for i := 0; i < *warm; i++ {
		work()
	}
	for i := 0; i < *runs; i++ {
		s := start()
		n := 0
		for j := 0; j < *repeat; j++ {
			n = work()
		}
		f := s.stop(*repeat)
		f.Pods = n
		f.print()
	}
}

func keep(work func() (any, int)) {
	before := heap()
	kept, n := work()
	f := figures{Pods: n}
	f.heapPerPod(heap() - before)
	f.print()
	runtime.KeepAlive(kept)
}

// heap is what is in use after collections: the second also clears what pools kept over the first.
func heap() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func fatal(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
