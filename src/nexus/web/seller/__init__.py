"""The seller portal: pages for those who sell here. Private, never cached; rules live in the contexts below."""
