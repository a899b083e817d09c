package runner

import "errors"

// Gone tells whether an error of Act or Tick says that no workflow runs for the
// case.
func (c *Client) Gone(err error) bool { return errors.Is(err, ErrNotRunning) }
