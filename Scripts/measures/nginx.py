"""nginx as it is measured against: Debian's own, one worker, no access log."""
import os
from processes import Process, SERVER_CORE, children, free_port, is_listening, wait_for

CONFIGURATION = """
load_module /usr/lib/nginx/modules/ngx_nchan_module.so;
{user}
worker_processes 1;
worker_rlimit_nofile {files};
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
daemon off;
events {{ worker_connections 12000; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000000;
  types {{ text/html html; text/css css; text/javascript js mjs; image/svg+xml svg; }}
  nchan_shared_memory_size 256M;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port} backlog=4096;
    root {root};
    gzip_static on;
    location = /subscribe {{
      nchan_subscriber eventsource; nchan_channel_id bench; nchan_subscriber_first_message newest;
    }}
    location = /publish {{ nchan_publisher; nchan_channel_id bench; }}
  }}
}}
"""


class Nginx(Process):
    """One fresh nginx; `worker` is the process that does the work."""

    def __init__(self, folder, files, root="/var/empty"):
        os.makedirs(folder, exist_ok=True)
        self.port = free_port()
        user = "user root;" if os.geteuid() == 0 else ""
        path = f"{folder}/nginx.conf"
        with open(path, "w") as file:
            file.write(CONFIGURATION.format(user=user, files=files, folder=folder, port=self.port, root=root))
        super().__init__(["/usr/sbin/nginx", "-p", folder, "-c", path], core=SERVER_CORE)
        wait_for(lambda: is_listening(self.port), "nginx listening")
        self.worker = wait_for(lambda: children(self.pid), "nginx starting its worker")[0]
