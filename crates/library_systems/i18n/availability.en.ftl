# The test of an ILS-DI connection, message by message.
availability-probe-answers = Does the service answer?
availability-probe-record = A record and its copies
availability-probe-reader = A card number and its code
availability-probe-account = This reader’s loans and holds
availability-probe-means-answers = The service answers as it should to a question about a record that does not exist.
availability-probe-means-copies = { $n ->
    [0] The library knows no copy under this record number.
    [one] The library knows one copy; available now: { $available }.
   *[other] The library knows { $n } copies; available now: { $available }.
    }
availability-probe-means-no-such-copy = None of these copies has the barcode tried.
availability-probe-means-reader = The card number and the code go together.
availability-probe-means-account = The account is indeed this card’s. Loans: { $loans }; holds: { $holds }.
availability-probe-means-another-reader = The answer is about another reader than the one asked for: it is refused, and the account cannot be linked.
availability-probe-late = No answer came in time.
availability-probe-down = The address does not answer: the server is stopped, the address is wrong, or a firewall is in the way.
availability-probe-private = The address is on a private network, which the settings do not allow.
availability-probe-refused = The service refuses to answer us. In Koha, check that ILS-DI is enabled and that this server’s address is in “ILS-DI:AuthorizedIPs”.
availability-probe-html = A web page came instead of an answer: the address is probably not the service’s.
availability-probe-unknown-reader = The card number or the code is refused.
availability-probe-no = The service refuses, with this code: { $code }.
availability-probe-odd = The answer cannot be read: { $why }.
availability-probe-untrusted = The server’s certificate is not vouched for by any known authority, or the server does not speak HTTPS.
