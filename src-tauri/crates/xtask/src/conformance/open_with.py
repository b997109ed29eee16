"""Opens a practice backup with someone else's library; prints the SHA-256 of every file in it as JSON.

Usage: open_with.py plain|iphone_backup_decrypt|pyiosbackup BACKUP < PASSWORD
"""

import contextlib
import hashlib
import json
import pathlib
import sqlite3
import sys


def plain(backup, _password):
    """Every file of a backup that is not encrypted: the bytes as they stand."""
    database = sqlite3.connect(f"file:{backup / 'Manifest.db'}?mode=ro&immutable=1", uri=True)
    for file_id, domain, path in database.execute("SELECT fileID, domain, relativePath FROM Files WHERE flags = 1"):
        file = backup / file_id[:2] / file_id
        if file.exists():
            yield domain, path, file.read_bytes()


def iphone_backup_decrypt(backup, password):
    from iphone_backup_decrypt import EncryptedBackup

    opened = EncryptedBackup(backup_directory=str(backup), passphrase=password)
    with opened.manifest_db_cursor() as cursor:
        cursor.execute("SELECT fileID, domain, relativePath FROM Files WHERE flags = 1")
        rows = cursor.fetchall()
    for file_id, domain, path in rows:
        if (backup / file_id[:2] / file_id).exists():
            content = opened.extract_file_as_bytes(path, domain_like=domain)
            # The library hands out None for an empty file.
            yield domain, path, content or b""


def pyiosbackup(backup, password):
    from pyiosbackup import Backup

    for entry in Backup.from_path(backup, password).iter_files():
        if (backup / entry.file_id[:2] / entry.file_id).exists():
            yield entry.domain, entry.relative_path, entry.read_bytes()


def main():
    library, folder = sys.argv[1:]
    password = "" if sys.stdin.isatty() else sys.stdin.read()
    files = {"plain": plain, "iphone_backup_decrypt": iphone_backup_decrypt, "pyiosbackup": pyiosbackup}[library]
    # One of the libraries talks on the output that our answer needs.
    with contextlib.redirect_stdout(sys.stderr):
        hashes = {
            f"{domain}/{path}": hashlib.sha256(content).hexdigest()
            for domain, path, content in files(pathlib.Path(folder), password)
        }
    json.dump(hashes, sys.stdout)


main()
