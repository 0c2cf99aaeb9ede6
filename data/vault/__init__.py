"""The vault: what was said, encrypted on this machine.

    vault.hdr, vault.hdr.bak   which keys open it (`header`, `slots`)
    keys.kr                    one key per record, wrapped by the master key (`keys`)
    records/ab/<id>.rec        one conversation each (`sealed`)
    named/<id>.rec             the few others: people, and what else names somebody (`vault`)
    drafts/                    half-typed lines, each with a key of its own (`drafts`)
    waiting/                   entries of the export log made beside another window (`data.export_log`)
    index.log                  the rows of the list; only a cache (`index`)
    quarantine/                damaged files, as they were found

Nothing below this folder can be read without one of the keys that the header names. The key file of
a store without a passphrase lies beside the folder, never in it, so that a copy of the vault does
not carry its own key.
"""
