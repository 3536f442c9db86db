// SPDX-License-Identifier: Apache-2.0

// Command go runs what Go programs do with client-go on the server of a kubeconfig (and context), and checks it:
//
//	go run . KUBECONFIG
//
// It prints "ok NAME" or "FAILED NAME: why" for every check, the same on every server that works, and exits with 1
// when one failed. It makes a namespace of its own and removes it.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/discovery"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/metadata"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/klog/v2"
)

// How long one check may take.
const limit = 30 * time.Second

type clients struct {
	config    *rest.Config
	typed     kubernetes.Interface
	dynamic   dynamic.Interface
	metadata  metadata.Interface
	discovery *discovery.DiscoveryClient
	namespace string
}

type check struct {
	name string
	run  func(ctx context.Context, c *clients) error
}

var (
	configMaps  = schema.GroupVersionResource{Version: "v1", Resource: "configmaps"}
	deployments = schema.GroupVersionResource{Group: "apps", Version: "v1", Resource: "deployments"}
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run . KUBECONFIG")
		os.Exit(2)
	}
	flags := flag.NewFlagSet("klog", flag.ContinueOnError)
	klog.InitFlags(flags)
	_ = flags.Parse([]string{"-logtostderr=false", "-alsologtostderr=false", "-stderrthreshold=FATAL"})
	klog.SetOutput(io.Discard)
	c, err := connect(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	failed := 0
	for _, one := range checks() {
		if err := attempt(one, c); err != nil {
			fmt.Printf("FAILED %s: %v\n", one.name, err)
			failed++
		} else {
			fmt.Printf("ok %s\n", one.name)
		}
	}
	if err := c.remove(); err != nil {
		fmt.Printf("FAILED namespace removed: %v\n", err)
		failed++
	}
	if failed > 0 {
		os.Exit(1)
	}
}

func checks() []check {
	var all []check
	all = append(all, informerChecks()...)
	all = append(all, writeChecks()...)
	all = append(all, otherClientChecks()...)
	return append(all, clusterChecks()...)
}

func attempt(one check, c *clients) (err error) {
	defer func() {
		if problem := recover(); problem != nil {
			err = fmt.Errorf("panic: %v", problem)
		}
	}()
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	return one.run(ctx, c)
}

func connect(kubeconfig string) (*clients, error) {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return nil, err
	}
	config.QPS, config.Burst = 1000, 1000
	// The built-in kinds travel as protobuf, as in all programs of Kubernetes itself.
	proto := rest.CopyConfig(config)
	proto.ContentType = "application/vnd.kubernetes.protobuf"
	proto.AcceptContentTypes = "application/vnd.kubernetes.protobuf,application/json"
	c := &clients{config: config}
	if c.typed, err = kubernetes.NewForConfig(proto); err != nil {
		return nil, err
	}
	if c.dynamic, err = dynamic.NewForConfig(config); err != nil {
		return nil, err
	}
	if c.metadata, err = metadata.NewForConfig(config); err != nil {
		return nil, err
	}
	if c.discovery, err = discovery.NewDiscoveryClientForConfig(config); err != nil {
		return nil, err
	}
	ctx := context.Background()
	namespace, err := c.typed.CoreV1().Namespaces().Create(ctx,
		&corev1.Namespace{ObjectMeta: metav1.ObjectMeta{GenerateName: "client-go-"}}, metav1.CreateOptions{})
	if err != nil {
		return nil, err
	}
	c.namespace = namespace.Name
	_, err = c.typed.CoreV1().ServiceAccounts(c.namespace).Create(ctx,
		&corev1.ServiceAccount{ObjectMeta: metav1.ObjectMeta{Name: "default"}}, metav1.CreateOptions{})
	return c, err
}

// remove deletes the namespace without the help of a controller, as there may be none.
func (c *clients) remove() error {
	ctx := context.Background()
	if err := c.typed.CoreV1().Namespaces().Delete(ctx, c.namespace, metav1.DeleteOptions{}); err != nil {
		return err
	}
	for _, resource := range []string{"pods", "configmaps", "events", "serviceaccounts"} {
		gvr := schema.GroupVersionResource{Version: "v1", Resource: resource}
		zero := int64(0)
		err := c.dynamic.Resource(gvr).Namespace(c.namespace).DeleteCollection(ctx,
			metav1.DeleteOptions{GracePeriodSeconds: &zero}, metav1.ListOptions{})
		if err != nil {
			return err
		}
	}
	_ = c.typed.CoordinationV1().Leases(c.namespace).DeleteCollection(ctx, metav1.DeleteOptions{}, metav1.ListOptions{})
	_ = c.dynamic.Resource(deployments).Namespace(c.namespace).DeleteCollection(ctx, metav1.DeleteOptions{}, metav1.ListOptions{})
	namespace, err := c.typed.CoreV1().Namespaces().Get(ctx, c.namespace, metav1.GetOptions{})
	if err != nil {
		return err
	}
	namespace.Spec.Finalizers = nil
	_, err = c.typed.CoreV1().Namespaces().Finalize(ctx, namespace, metav1.UpdateOptions{})
	return err
}

func (c *clients) configMap(name string, data map[string]string) *corev1.ConfigMap {
	return &corev1.ConfigMap{ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: c.namespace, Labels: map[string]string{"from": "client-go"}}, Data: data}
}

func pod(name string) *corev1.Pod {
	return &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Name: name, Labels: map[string]string{"app": "x"}},
		Spec:       corev1.PodSpec{Containers: []corev1.Container{{Name: "main", Image: "nginx"}}},
	}
}

func want[T comparable](what string, got, expected T) error {
	if got != expected {
		return fmt.Errorf("%s is %v, not %v", what, got, expected)
	}
	return nil
}

func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
