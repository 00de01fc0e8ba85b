"""The Web API's methods. In: a workspace and arguments -> out: what Slack answers besides `ok`."""
