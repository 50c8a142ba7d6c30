# Le pass dans la main : téléphone, papier, plastique, portefeuilles.
pass-phone-name = La C'Art
pass-phone-kind = Le pass des musées de la métropole
pass-phone-application = La C'Art de { $name }
pass-phone-code = Code du pass { $number }
pass-phone-number = Numéro
pass-phone-holder = Titulaire
pass-phone-until = Valable jusqu'au
pass-phone-turns = Le code change toutes les trente secondes.
pass-phone-present = Montrer à l'entrée
pass-phone-close = Refermer
pass-phone-bright = Poussez la luminosité de l'écran au maximum.
pass-phone-offline = Sans réseau : voici votre pass tel qu'il était le { $day }. Il ouvre les mêmes portes.
pass-phone-ways = Sur vous, partout
pass-phone-keep = Garder sur cet appareil
pass-phone-drop = Retirer de cet appareil
pass-phone-keep-words = Le pass s'ouvrira même sans réseau. À faire sur un appareil qui est à vous.
pass-phone-kept = Gardé : le pass s'ouvre même sans réseau.
pass-phone-failed = Réessayer
pass-phone-failed-words = L'appareil n'a pas pu garder le pass.
pass-phone-apple = Ajouter à Apple Wallet
pass-phone-google = Ajouter à Google Wallet
pass-phone-print = Imprimer une carte
pass-phone-print-words = Une feuille à plier et à découper, qui ouvre les mêmes portes.
pass-phone-not-now = Ce pass n'ouvre aucune porte aujourd'hui : il n'y a pas de carte à donner.
pass-phone-no-cards = Ce lot n'a encore aucun pass à imprimer.
pass-phone-sheet-title = Votre pass à découper
pass-phone-plastic-title = Cartes en plastique
pass-phone-sheet-words = Imprimez cette feuille, pliez-la, découpez-la : elle ouvre les mêmes portes que le téléphone ou la carte en plastique.
pass-phone-fold = Découpez le long des tirets, puis pliez sur le pointillé.
pass-phone-show = Présentez ce code à l'entrée du musée.
pass-phone-returned = Carte trouvée ? Merci de la remettre à l'accueil d'un musée.
pass-phone-how = À l'entrée
pass-phone-how-code = Montrez le code : il se lit même un peu froissé.
pass-phone-how-name = Gardez une pièce d'identité : on peut vous demander votre nom.
pass-phone-how-lost = Perdu ? Faites refaire le pass depuis sa page ou à l'accueil d'un musée : l'ancien n'ouvre plus rien.
pass-phone-lost-label = Perdu ?
pass-phone-page = La page de mon pass
pass-phone-page-words = La page de votre pass, à garder pour vous :
pass-phone-here = { $museum } : votre pass ouvre cette porte.
pass-wallets = Portefeuilles des téléphones
pass-wallets-words = Un pass se garde aussi dans le portefeuille du téléphone, quand ce serveur a de quoi le signer.
pass-wallets-type = Type de pass
pass-wallets-team = Équipe
pass-wallets-ends = Le certificat finit le
pass-wallets-phones = Téléphones qui suivent leur pass
pass-wallets-alarm = { $days ->
    [0] Le certificat finit aujourd'hui : renouvelez-le chez Apple.
    [one] Le certificat finit demain : renouvelez-le chez Apple.
   *[other] Le certificat finit dans { $days } jours : renouvelez-le chez Apple, sans quoi les pass déjà installés ne seront plus mis à jour.
}
pass-wallets-ended = Le certificat est fini : les téléphones refusent les nouveaux pass. Renouvelez-le chez Apple.
pass-wallets-apple-none = Aucun certificat : les pages ne proposent pas Apple Wallet. Il faut un certificat « Pass Type ID » d'Apple et sa clé (option apple-wallet).
pass-wallets-google-here = Un compte de service signe : les pages proposent Google Wallet.
pass-wallets-google-none = Aucun compte : les pages ne proposent pas Google Wallet. Il faut un compte de service et un numéro d'émetteur (options google-wallet et google-wallet-issuer).
