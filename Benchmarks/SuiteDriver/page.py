def html(run): return ""
