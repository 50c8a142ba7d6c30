loans-nav = Mes prêts et réservations
loans-title = Mes prêts et réservations
loans-back = Ma carte
loans-lead = Ce que vous avez emprunté, réservé et à régler, dans toutes vos bibliothèques.
loans-add = Relier une bibliothèque
loans-first = Voyez tous vos prêts au même endroit
loans-first-words = Reliez à votre carte le compte que vous avez dans une ou plusieurs bibliothèques : leurs prêts, vos réservations et ce que vous devez s’affichent ici, et vous prolongez d’un geste.
loans-first-do = Relier une première bibliothèque
loans-kept = Nous ne gardons que la dernière réponse de chaque bibliothèque, chiffrée, { $n } jours après votre dernière visite. Personne d’autre que vous ne la voit ; elle disparaît dès que vous cessez de relier le compte.

loans-when-now = à l’instant
loans-when-minutes = { $n ->
    [one] il y a une minute
   *[other] il y a { $n } minutes
}
loans-when-today = aujourd’hui à { $time }
loans-when-yesterday = hier à { $time }
loans-when-day = { $day }, à { $time }

loans-strip-lent = À rendre
loans-strip-late = { $n ->
    [one] dont un en retard
   *[other] dont { $n } en retard
}
loans-strip-next = le premier { $said }
loans-strip-none = rien n’est emprunté
loans-strip-holds = Réservés
loans-strip-ready = { $n ->
    [one] dont un vous attend
   *[other] dont { $n } vous attendent
}
loans-strip-waiting = en attente
loans-strip-no-holds = rien n’est réservé
loans-strip-fees = À régler
loans-strip-without = { $n ->
    [one] sans une bibliothèque, qui ne le dit pas
   *[other] sans { $n } bibliothèques, qui ne le disent pas
}
loans-strip-fees-all = en tout
loans-strip-untold = vos bibliothèques ne le disent pas
loans-lacking = Il peut manquer quelque chose ici : une de vos bibliothèques n’a pas tout dit, ou n’a pas encore répondu.

loans-lent = Vos prêts
loans-none = Vous n’avez rien à rendre.
loans-untitled = Titre inconnu
loans-due-late = { $n ->
    [one] en retard d’un jour
   *[other] en retard de { $n } jours
}
loans-due-today = à rendre aujourd’hui
loans-due-in = { $n ->
    [one] à rendre demain
   *[other] à rendre dans { $n } jours
}
loans-due-unknown = la bibliothèque n’a pas dit le jour
loans-renewed-times = { $n ->
    [one] déjà prolongé une fois
   *[other] déjà prolongé { $n } fois
}
loans-renew = Prolonger
loans-renew-all = Tout prolonger
loans-no-more = ne peut plus être prolongé
loans-no-way = ne peut pas être prolongé d’ici
loans-as-of = connu { $when }

loans-held = Vos réservations
loans-no-holds = Vous n’avez rien réservé.
loans-to-catalogue = Chercher dans le catalogue
loans-hold-ready = vous attend
loans-hold-coming = arrive
loans-hold-waiting = en attente
loans-hold-unknown = demandé
loans-hold-rank = { $n ->
    [one] vous êtes le prochain
   *[other] vous êtes en { $n }e place
}
loans-hold-place = dans la file
loans-hold-until = à retirer jusqu’au { $day }
loans-hold-pickup = Retrait : { $place }
loans-hold-cancel = Renoncer

loans-libraries = Vos bibliothèques
loans-number = Carte
loans-answer-live = Réponse reçue { $when }.
loans-answer-late = La bibliothèque tarde à répondre.
loans-answer-down = La bibliothèque ne répond pas en ce moment.
loans-answer-odd = La bibliothèque a répondu quelque chose que nous ne comprenons pas ; nous n’en gardons rien.
loans-answer-refused = La bibliothèque n’accepte plus votre numéro et votre code. Nous ne les essayons plus, pour ne pas bloquer votre compte.
loans-answer-gone = Cette bibliothèque n’est plus reliée au réseau.
loans-answer-as-of = Voici ce qu’elle a dit { $when }.
loans-answer-never = Nous ne savons encore rien de ce compte.
loans-blocked = La bibliothèque a suspendu ce compte, sans dire pourquoi. Demandez-lui.
loans-blocked-why = La bibliothèque a suspendu ce compte : « { $words } »
loans-expires = Abonnement jusqu’au { $day }
loans-expired = Abonnement terminé depuis le { $day }. La bibliothèque peut le renouveler.
loans-fees = À régler : { $price }
loans-fees-none = Rien à régler
loans-fees-untold = La bibliothèque ne dit pas si vous lui devez quelque chose.
loans-fee-untold = montant inconnu
loans-not-whole = La bibliothèque compte plus de prêts ou de réservations qu’elle n’en a décrits ici.
loans-relink = Donner le nouveau code
loans-unlink = Ne plus relier
loans-unlink-words = Ce que nous savons de ce compte est effacé aussitôt. Votre compte à la bibliothèque, lui, ne change pas.
loans-unlink-code = Le code gardé est effacé aussi.
loans-unlink-do = Effacer et ne plus relier

loans-reminders = Ne rien oublier
loans-letters = Une lettre trois jours avant
loans-letters-words = Nous demandons chaque matin à vos bibliothèques ce qui est à rendre, et vous écrivons trois jours avant.
loans-letters-are-on = Vous recevez une lettre trois jours avant chaque retour. { $email }
loans-letters-start = Recevoir les lettres
loans-letters-stop = Ne plus recevoir de lettre
loans-reminders-on = C’est noté : une lettre vous préviendra trois jours avant chaque retour.
loans-reminders-off = C’est noté : plus de lettre.
loans-reminders-need-address = Pour recevoir des lettres, donnez d’abord votre adresse électronique sur la page de votre carte.
loans-calendar = Dans votre agenda
loans-calendar-words = Une adresse secrète que votre agenda lit de lui-même. Elle dit combien de documents sont à rendre et où, jamais leurs titres.
loans-calendar-start = Créer l’adresse
loans-calendar-again = Changer l’adresse
loans-calendar-stop = Fermer l’adresse
loans-calendar-off = L’adresse de votre agenda est fermée.
loans-calendar-ready = L’adresse de votre agenda
loans-calendar-ready-words = Copiez-la dans votre agenda, à l’endroit où l’on s’abonne à un calendrier.
loans-calendar-address = Adresse
loans-calendar-secret = Elle n’est montrée qu’une fois. Qui la connaît lit ces dates : si elle vous échappe, changez-la ; l’ancienne ne répondra plus.
loans-calendar-day = { $n ->
    [one] Un document à rendre : { $library }
   *[other] { $n } documents à rendre : { $library }
}

loans-letter-subject = { $n ->
    [one] Un document à rendre bientôt
   *[other] { $n } documents à rendre bientôt
}
loans-letter-line = – { $title } : { $day } ({ $place })
loans-letter-text =
    Bonjour { $name },

    { $n ->
        [one] Un document est à rendre dans les jours qui viennent :
       *[other] { $n } documents sont à rendre dans les jours qui viennent :
    }

    { $loans }

    Pour prolonger, ou pour ne plus recevoir ces lettres :
    { $link }

loans-which = Quelle bibliothèque ?
loans-which-words = Celles-ci peuvent répondre d’ici. Les autres ne sont pas encore reliées au réseau.
loans-which-none = Aucune bibliothèque n’est encore reliée au réseau.
loans-link-words = Tapez le numéro de votre carte dans cette bibliothèque et le code qui va avec. Ils sont vérifiés auprès d’elle.
loans-for = Pour qui
loans-library-number = Numéro de carte dans cette bibliothèque
loans-number-hint = Il est imprimé sur la carte de la bibliothèque, sous le code à barres.
loans-number-hint-network = Laissez vide pour essayer votre carte du réseau : cette bibliothèque la connaît.
loans-code = Code
loans-code-hint = Celui que cette bibliothèque vous a donné, ou votre mot de passe sur son site.
loans-keep-code = J’accepte que ce code soit gardé, chiffré : le système de cette bibliothèque le redemande à chaque question.
loans-keep-code-needed = Sans ce code, cette bibliothèque ne répond à aucune question : il faut accepter qu’il soit gardé.
loans-link-do = Relier ce compte
loans-link-privacy = Ce que nous gardons
loans-link-privacy-words = Le numéro, pour poser la question ; la dernière réponse de la bibliothèque, chiffrée et pour peu de jours. Ni les bibliothécaires ni personne d’autre ne les voit, et vous effacez tout d’un geste.
loans-linked = C’est fait : { $library } est reliée à votre carte.
loans-unlinked = C’est effacé : ce compte n’est plus relié.
loans-number-wrong = Tapez le numéro tel qu’il est imprimé sur la carte.
loans-code-wrong = Tapez le code qui va avec ce numéro.
loans-no-card = Il faut d’abord une carte du réseau, confirmée dans une bibliothèque.
loans-too-many-links = Cette carte a déjà autant de comptes reliés que possible. Effacez-en un d’abord.
loans-too-many-tries = { $n ->
    [one] Trop d’essais : attendez une minute. Trop de codes faux bloqueraient votre compte à la bibliothèque.
   *[other] Trop d’essais : attendez { $n } minutes. Trop de codes faux bloqueraient votre compte à la bibliothèque.
}
loans-not-known = { $library } : le numéro et le code ne vont pas ensemble. Vérifiez les deux ; trois essais sont possibles par heure.
loans-link-refused = { $library } refuse : « { $words } »
loans-link-not-supported = { $library } : cette bibliothèque ne permet pas de relier un compte.
loans-link-odd = { $library } a répondu quelque chose que nous ne comprenons pas. Par prudence, rien n’est relié ; prévenez la bibliothèque.
loans-link-down = { $library } ne répond pas en ce moment. Rien n’est relié ; réessayez plus tard.

loans-renewed = C’est prolongé.
loans-renewed-until = C’est prolongé : à rendre { $day }.
loans-cancelled = C’est noté : vous renoncez à cette réservation.
loans-cancelled-until = C’est noté : vous renoncez à cette réservation ({ $day }).
loans-reserved = C’est réservé.
loans-reserved-until = C’est réservé, jusqu’au { $day }.
loans-refused = La bibliothèque refuse.
loans-refused-silently = La bibliothèque refuse, sans dire pourquoi. Demandez-lui.
loans-library-says = Elle dit : « { $words } »
loans-unknown-outcome = La bibliothèque n’a pas répondu : nous ne savons pas si c’est fait. Regardez si la liste a changé avant de recommencer.
loans-not-reached = La bibliothèque ne répond pas en ce moment : rien n’est fait. Réessayez plus tard.
loans-not-supported = Cette bibliothèque ne permet pas de le faire d’ici. Rien n’est fait.
loans-code-refused = La bibliothèque n’accepte plus votre code : rien n’est fait. Reliez le compte à nouveau.
loans-all-renewed = { $n ->
    [one] Un prêt est prolongé.
   *[other] { $n } prêts sont prolongés.
}
loans-all-refused = { $n ->
    [one] Un prêt ne peut pas l’être :
   *[other] { $n } prêts ne peuvent pas l’être :
}
loans-all-title = « { $title } ».
loans-all-title-words = « { $title } » ({ $words }).
loans-all-unknown = { $n ->
    [one] Pour un prêt, la bibliothèque n’a pas répondu : regardez la liste avant de recommencer.
   *[other] Pour { $n } prêts, la bibliothèque n’a pas répondu : regardez la liste avant de recommencer.
}
loans-all-goes-on = Une bibliothèque prend son temps ; la demande continue, la liste dira ce qu’il en est.
loans-all-nothing = Rien n’est à prolonger.

loans-reserve = Réserver
loans-reserve-for = Pour qui
loans-reserve-account = Pour { $name }, carte { $number }
loans-reserve-pickup = Où le retirer
loans-reserve-do = Réserver
loans-reserve-words = La bibliothèque vous prévient quand le document vous attend. Vous y renoncez quand vous voulez, sur la page de vos prêts.
loans-reserve-link = Reliez d’abord votre compte
loans-reserve-link-words = Pour réserver dans cette bibliothèque, reliez le compte que vous y avez : une fois pour toutes, et vous revenez ici.
