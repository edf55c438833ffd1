// Package main is k6, pinned: go.mod fixes its version and go.sum its
// checksums, and perf/harness/find-k6.ts builds it where no k6 is installed.
package main

import "go.k6.io/k6/v2/cmd"

func main() {
	cmd.Execute()
}
