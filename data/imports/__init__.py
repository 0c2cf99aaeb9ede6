"""The one door for files that somebody else wrote.

    raw      bytes with a limit, from a file or from stdin
    strict   JSON with limits: what another reader would forgive is refused, with its place
    lines    JSON lines: records one by one, a bad one named by the number of its line
    fields   one object with the fields it may have; text is cleaned on the way in
    talk     a talk as `export --to json` writes it
    taking   what would come in, and storing it

Whatever is read later (a form that was filled in, a folder of exports, a transcript) goes through the
first four. Nothing is ever read here as pickle or YAML: both can run what they read.
"""
