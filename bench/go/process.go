// SPDX-License-Identifier: Apache-2.0

package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"
)

// process runs a program: the time from its start to its first line of output or to its end, and its whole CPU.
func process(command []string) figures {
	c := exec.Command(command[0], command[1:]...)
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	fatal(err)
	at := time.Now()
	fatal(c.Start())
	r := bufio.NewReader(out)
	_, err = r.ReadString('\n')
	wall := time.Since(at)
	if err != nil && *until == "line" {
		fatal(fmt.Errorf("%s printed no line", command[0]))
	}
	_, err = io.Copy(io.Discard, r)
	fatal(err)
	fatal(c.Wait())
	if *until == "exit" {
		wall = time.Since(at)
	}
	f := of(wall, c.ProcessState.UserTime()+c.ProcessState.SystemTime())
	f.Pods = *pods
	return f
}
