// Package runner is the client side of Temporal: it starts cases, sends acts
// and asks. Everything that it sends is sealed (see codec).
package runner

import (
	"context"
	"errors"
	"fmt"

	"github.com/rs/zerolog"
	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/temporal"

	"github.com/donthu/donthu/internal/contract"
)

// Client speaks to Temporal on behalf of the rest of the program. It is safe
// for concurrent use.
type Client struct {
	temporal client.Client
	options  client.Options
	keys     Keys
}

// Options say where Temporal is and how to speak to it.
type Options struct {
	Address   string // host:port of the frontend
	Namespace string
	Keys      Keys // of the codec
	Log       zerolog.Logger
}

// Dial connects to Temporal. It fails when nobody answers at the address.
func Dial(ctx context.Context, o Options) (*Client, error) {
	options, err := clientOptions(o)
	if err != nil {
		return nil, err
	}
	c, err := client.DialContext(ctx, options)
	if err != nil {
		return nil, fmt.Errorf("temporal does not answer at %s: %w", o.Address, err)
	}
	return &Client{temporal: c, options: options, keys: o.Keys}, nil
}

func clientOptions(o Options) (client.Options, error) {
	c, err := newCodec(o.Keys, returned)
	if err != nil {
		return client.Options{}, err
	}
	return sealedBy(client.Options{HostPort: o.Address, Namespace: o.Namespace, Logger: adapter{log: o.Log}}, newConverter(c)), nil
}

// sealedBy makes payloads and the texts of failures go through data.
func sealedBy(o client.Options, data converter.DataConverter) client.Options {
	o.DataConverter = data
	o.FailureConverter = temporal.NewDefaultFailureConverter(temporal.DefaultFailureConverterOptions{
		DataConverter:          data,
		EncodeCommonAttributes: true,
	})
	return o
}

// ForWorker is the same connection for a worker: there a payload that cannot be
// opened fails the task, never the case.
func (c *Client) ForWorker() (client.Client, error) {
	coder, err := newCodec(c.keys, panicked)
	if err != nil {
		return nil, err
	}
	return client.NewClientFromExisting(c.temporal, sealedBy(c.options, newConverter(coder)))
}

// Converter opens and seals payloads with keys as a worker does; for replaying
// recorded histories.
func Converter(keys Keys) (converter.DataConverter, error) {
	coder, err := newCodec(keys, panicked)
	if err != nil {
		return nil, err
	}
	return newConverter(coder), nil
}

// Close ends the connection.
func (c *Client) Close() { c.temporal.Close() }

// Ping asks Temporal for a sign of life.
func (c *Client) Ping(ctx context.Context) error {
	_, err := c.temporal.CheckHealth(ctx, &client.CheckHealthRequest{})
	return err
}

// Running says whether a workflow runs for the case.
func (c *Client) Running(ctx context.Context, caseID string) (bool, error) {
	d, err := c.temporal.DescribeWorkflowExecution(ctx, caseID, "")
	var missing *serviceerror.NotFound
	switch {
	case errors.As(err, &missing):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("describe case: %w", err)
	}
	return d.GetWorkflowExecutionInfo().GetStatus() == enums.WORKFLOW_EXECUTION_STATUS_RUNNING, nil
}

// Progress asks the workflow of a case how far it has come. The record is the
// better place to ask; this is for comparing the two.
func (c *Client) Progress(ctx context.Context, caseID string) (contract.Progress, error) {
	var p contract.Progress
	answer, err := c.temporal.QueryWorkflow(ctx, caseID, "", contract.StateQuery)
	if err != nil {
		return p, fmt.Errorf("ask case: %w", err)
	}
	return p, answer.Get(&p)
}

// Restart sets a case going from in.Progress: for a case that stands in the
// record and whose workflow is missing. Where a workflow runs already, it
// leaves that alone.
func (c *Client) Restart(ctx context.Context, in contract.CaseInput) error {
	options := startOptions(in.Case)
	options.WorkflowIDReusePolicy = enums.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE
	if _, err := c.temporal.ExecuteWorkflow(ctx, options, contract.CaseWorkflow, in); err != nil {
		return fmt.Errorf("restart case: %w", err)
	}
	return nil
}

// startOptions are the same for every case. There is no time limit: only the
// law ends a case.
func startOptions(caseID string) client.StartWorkflowOptions {
	return client.StartWorkflowOptions{
		ID:                       caseID,
		TaskQueue:                contract.TaskQueue,
		WorkflowIDConflictPolicy: enums.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING,
		WorkflowIDReusePolicy:    enums.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE,
	}
}
