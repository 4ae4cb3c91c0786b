"""The atlas: every place, what lies in what, and which codes and names lead to it."""
