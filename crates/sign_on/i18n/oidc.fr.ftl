# Les pages montrées au lecteur

oidc-error-title = Cette demande ne peut pas aboutir
oidc-error-vendor = Le site qui vous envoie n’est pas inscrit chez nous, ou il ne l’est plus.
oidc-error-address = Le site qui vous envoie demande de vous conduire à une adresse que nous ne lui connaissons pas.
oidc-error-incomplete = La demande du site qui vous envoie est incomplète : elle ne dit pas clairement de qui elle vient.
oidc-error-long = La demande du site qui vous envoie est trop longue pour être vraie.
oidc-error-safe = Par prudence, nous ne vous y renvoyons pas et nous ne lui avons rien dit de vous.
oidc-error-do = Voir les sites ouverts avec la carte
oidc-post-title = Vous allez chez { $vendor }
oidc-post-words = Si rien ne se passe, allez-y par le bouton.
oidc-post-do = Aller chez { $vendor }
oidc-logout-title = Vous déconnecter ?
oidc-logout-vendor = { $vendor } propose de vous déconnecter.
oidc-logout-words = Votre session se ferme ici, et les sites où vous êtes entré avec votre carte en sont prévenus.
oidc-logout-do = Me déconnecter
oidc-logout-stay = Rester connecté
oidc-left-title = Vous êtes déconnecté
oidc-left-words = Les sites où vous étiez entré avec votre carte en sont prévenus : ceux qui savent l’entendre vous déconnectent aussi. Sur un ordinateur partagé, fermez le navigateur.
oidc-left-to = Retourner chez { $vendor }
oidc-left-again = Se connecter de nouveau

# La fiche du fournisseur, au bureau

oidc-ours-issuer = Notre adresse, à donner au fournisseur
oidc-ours-configuration = Il y lit tout le reste ici
oidc-client-id = Nom du fournisseur dans le protocole
oidc-client-id-hint = À lui donner (« client_id »). Laissez celui proposé s’il n’en demande pas un autre.
oidc-client-id-wrong = Ce nom ne contient ni espace ni accent, et deux cents signes au plus.
oidc-redirects = Adresses de retour
oidc-redirects-hint = Une par ligne, telles que le fournisseur les envoie, au caractère près. Le lecteur n’est jamais conduit ailleurs.
oidc-redirect-needed = Indiquez au moins une adresse de retour.
oidc-too-many-addresses = Vingt adresses au plus.
oidc-address-wrong = Une adresse commence par https://, avec un nom de site en minuscules ; sans nom d’utilisateur, sans espace, sans accent et sans le signe #.
oidc-proof = Comment le fournisseur prouve que c’est lui
oidc-proof-secret = Par un secret que nous lui donnons, montré une seule fois (le cas ordinaire)
oidc-proof-keys = Par une signature : il nous a donné ses clés publiques
oidc-proof-nothing = Par rien : c’est une application sans serveur, dans un navigateur ou un téléphone
oidc-new-secret = Faire un nouveau secret ; l’ancien ne servira plus
oidc-secret-needed = Ce fournisseur n’a pas encore de secret : faites-en un.
oidc-jwks = Ses clés publiques
oidc-jwks-hint = Le texte qu’il vous a donné, qui commence par une accolade et contient « keys ». Seulement s’il signe.
oidc-jwks-wrong = Ce texte ne contient aucune clé publique que nous sachions lire : demandez au fournisseur un « JWKS » avec une clé RSA de 2 048 bits, P-256 ou Ed25519.
oidc-pkce = Ce qui lie une connexion au navigateur qui l’a demandée
oidc-pkce-yes = PKCE, exigé de tous les logiciels d’aujourd’hui
oidc-pkce-nonce = Pour un vieux logiciel qui ne le connaît pas : un « nonce », avec le secret ou la signature
oidc-pkce-needed = Sans secret ni signature, PKCE est la seule protection : il ne peut pas être levé.
oidc-signature = Signature de ce que nous lui disons
oidc-signature-hint = ES256 convient presque partout. RS256, pour de vieux logiciels, demande une clé RSA dans la configuration du serveur.
oidc-signature-missing = Aucune clé RSA n’est réglée dans la configuration du serveur : RS256 n’est pas possible.
oidc-back-channel = Adresse à prévenir quand un lecteur se déconnecte
oidc-back-channel-hint = Facultatif (« back-channel logout »). Nous réessayons si elle ne répond pas.
oidc-returns = Adresses où revenir après la déconnexion
oidc-returns-hint = Une par ligne, au caractère près. Facultatif.

# L’essai

oidc-step-configuration = Ce que le fournisseur lit de nous
oidc-step-configuration-why = Notre adresse n’est pas en https : presque tous les logiciels de fournisseurs la refusent. Réglez l’adresse publique du serveur.
oidc-step-keys = Une clé pour signer comme convenu
oidc-step-keys-why = Aucune clé RSA n’est réglée dans la configuration du serveur. Choisissez une autre signature ou faites-la régler.
oidc-step-request = Un lecteur arrive, à renvoyer à cette adresse
oidc-step-request-why = Cette demande est refusée : vérifiez l’adresse de retour, enregistrez, recommencez.
oidc-step-code = Un code d’essai est remis
oidc-step-token = Le fournisseur échange le code
oidc-step-token-why = L’échange a été refusé alors que le code était bon. Recommencez ; si cela dure, écrivez-nous avec cette page.
oidc-step-identity = Ce qui est dit du lecteur, signé
oidc-step-identity-why = La signature ou son contenu ne se relit pas : fermez ce fournisseur et écrivez-nous.
oidc-step-userinfo = Ce que le fournisseur peut redemander pendant dix minutes
oidc-step-userinfo-why = La réponse manque ou parle d’un autre lecteur : fermez ce fournisseur et écrivez-nous.
oidc-step-again = Le même code, une seconde fois, est refusé et reprend ce qu’il avait donné
oidc-step-again-why = Un code a servi deux fois : fermez ce fournisseur et écrivez-nous.
oidc-step-elsewhere = Une adresse voisine est refusée
oidc-step-elsewhere-why = Une adresse qui n’est pas convenue a été acceptée : fermez ce fournisseur et écrivez-nous.
oidc-step-left = Le fournisseur est prévenu d’une déconnexion
oidc-step-left-status = Il a répondu par une erreur. La connexion marche ; la déconnexion chez lui, non. Demandez-lui à quelle adresse il accepte le « back-channel logout ».
oidc-reach-address = L’adresse ne peut pas être lue.
oidc-reach-private = L’adresse mène à un réseau privé : nous n’y allons pas.
oidc-reach-late = Le fournisseur n’a pas répondu en deux secondes.
oidc-reach-not = Le fournisseur n’a pas pu être joint à cette adresse.
