### Adding files: what the list beside the picker says of each.

upload-title = Add files
upload-hint = { $count ->
    [0] This round holds no more files.
    [one] PDF, Office, e-mail, image or text, up to 25 MB each; 1 place left in this round. Earlier files stay; a new one supersedes.
   *[other] PDF, Office, e-mail, image or text, up to 25 MB each; { $count } places left in this round. Earlier files stay; a new one supersedes.
}
upload-send = Upload
upload-drop = or drop files here
upload-camera = Take a photo
upload-list = Files to upload
upload-remove = Take { $name } off the list
upload-chosen = Not sent yet
upload-sending = Sending, { $part } %
upload-storing = Sent; being stored
upload-added = Added
upload-stopped = Stopped; nothing of it was kept
upload-broken = Not sent: the connection broke. Press Upload to try again.
upload-signed-out = Not sent: you are signed out. Sign in again in another tab, then press Upload.
