"""Another build of the app, made of the one that a server carries."""

import re


def other_build(client, folder, name="feedfacefeedface", **replaced):
    """Writes the app of `client` into `folder` as if it were packed anew: `replaced` maps the name of a file at the root
    (`sw_js`) to its text, or to None if there is none."""
    own = client.get("/build.json").json["build"]
    files = {path: client.get("/" + path).body.decode() for path in
             ("index.html", "sw.js", "manifest.webmanifest", "build.json")}
    named = {match for text in files.values() for match in re.findall(rf"v/{own}/([\w./-]+)", text)}
    for path in named:
        target = folder / "v" / name / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(client.get(f"/v/{own}/{path}").body)
    files |= {key.replace("_", "."): text for key, text in replaced.items()}
    for path, text in files.items():
        if text is not None:
            (folder / path).write_text(text.replace(own, name))
    return name


def become(server, folder):
    """The server is stopped, and another binary started in its place: one that carries what is in the folder."""
    server.config["channels"]["web"]["static_dir"] = str(folder)
    server.restart()
