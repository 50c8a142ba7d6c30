shell-skip = Aller au contenu
shell-nav = Navigation principale
shell-languages = Langue
shell-search = Chercher
shell-sign-in = Se connecter
shell-foot = Le beffroi dit à tout un territoire ce qui lui est ouvert. Un logiciel libre, sous licence EUPL 1.2.
shell-accessibility = Accessibilité
shell-pages = Pages
shell-page = page
shell-previous = Page précédente
shell-next = Page suivante

error-home = Revenir à l'accueil
error-reference = Si vous nous écrivez, donnez cette référence : { $reference }.
error-not-found-title = Cette page n'existe pas
error-not-found-what = L'adresse est peut-être incomplète, ou la page a été retirée.
error-not-found-do = Vérifiez l'adresse, ou cherchez ce que vous vouliez dans le catalogue.
error-forbidden-title = Cette page ne vous est pas ouverte
error-forbidden-what = Vous êtes bien connecté, mais votre rôle ne permet pas de voir cette page.
error-forbidden-do = Demandez à la personne qui gère les comptes de votre établissement.
error-bad-request-title = Nous n'avons pas compris la demande
error-bad-request-what = L'adresse ou le formulaire contient quelque chose que nous ne savons pas lire. Rien n'a été changé.
error-bad-request-do = Revenez en arrière et essayez à nouveau.
error-stale-form-title = Ce formulaire a expiré
error-stale-form-what = Par sécurité, un formulaire ne sert que dans la page où il a été ouvert. Rien n'a été enregistré.
error-stale-form-do = Revenez en arrière, rechargez la page, puis envoyez-le à nouveau.
error-too-large-title = Ce fichier est trop gros
error-too-large-what = { $amount ->
    [0] Ce que vous avez envoyé dépasse ce que nous acceptons. Rien n'a été enregistré.
   *[other] Ce que vous avez envoyé dépasse { $size }. Rien n'a été enregistré.
}
error-too-large-do = Coupez le fichier en plusieurs, ou confiez-le à la personne qui gère le serveur : la ligne de commande n'a pas de limite.
error-too-many-title = Trop de demandes à la fois
error-too-many-what = Beaucoup de demandes viennent de chez vous en peu de temps.
error-too-many-do = { $amount ->
    [0] Attendez un instant, puis essayez à nouveau.
    [one] Attendez { $amount } seconde, puis essayez à nouveau.
   *[other] Attendez { $amount } secondes, puis essayez à nouveau.
}
error-unavailable-title = Un instant, nous revenons
error-unavailable-what = Une partie du service redémarre. Rien de ce que vous aviez enregistré n'est perdu.
error-unavailable-do = Essayez à nouveau dans une minute.
error-internal-title = Quelque chose a cassé chez nous
error-internal-what = La page n'a pas pu être faite. Ce n'est pas de votre faute, et rien de ce que vous aviez enregistré n'est perdu.
error-internal-do = Essayez à nouveau dans un instant. Si cela recommence, prévenez-nous.

sign-in-title = Se connecter
sign-in-lead = Avec votre carte, votre adresse ou une clé d'accès.
sign-in-who = Numéro de carte ou adresse électronique
sign-in-who-hint = Le numéro à quatorze chiffres, sous le code-barres.
sign-in-secret = Code secret ou mot de passe
sign-in-passkey = Utiliser une clé d'accès
sign-in-passkey-none = Aucune clé d'accès n'a servi. Essayez à nouveau, ou connectez-vous autrement.
sign-in-passkey-refused = Cette clé d'accès n'est pas reconnue ici.
sign-in-forgotten = Code ou mot de passe oublié ?
sign-in-link-hint = Nous y envoyons un lien qui vous connecte. Il sert une fois et vaut un quart d'heure.
sign-in-link-do = Recevoir un lien
sign-in-link-sent = Si cette adresse est celle d'un compte, un lien vient d'y partir. Il vaut un quart d'heure.
sign-in-link-good = Vous avez ouvert le lien reçu par courriel.
sign-in-link-gone = Ce lien a déjà servi, ou le quart d'heure est passé. Demandez-en un autre.
sign-in-new = Pas encore de carte ?
sign-in-new-do = Demandez-la, elle est gratuite.
sign-in-birth = Date de naissance
sign-in-birth-hint = Par exemple 12/05/1984.
sign-in-birth-needed = Cette carte a été essayée souvent depuis d'autres appareils. Donnez aussi votre date de naissance, et votre code à nouveau.
sign-in-desk = Sans adresse : n'importe quelle bibliothèque du réseau vous redonne un code.
sign-in-slip = Ce numéro de carte n'est pas complet, ou un chiffre est faux. Vérifiez-le.
sign-in-letter-subject = Votre lien pour vous connecter
sign-in-letter-text =
    Bonjour { $name },

    Ce lien vous connecte. Il sert une fois et vaut un quart d'heure :

    { $link }

    Si vous n'avez rien demandé, laissez cette lettre sans réponse : personne ne peut entrer sans ce lien.

    Les bibliothèques du réseau
sign-in-email = Adresse électronique
sign-in-password = Mot de passe
sign-in-do = Se connecter
sign-in-demo = Comptes de démonstration
sign-in-demo-reader = Lecteur
sign-in-demo-words = Ce serveur est une démonstration. Chacun peut y entrer avec ces comptes.

office-nav = Bureau
office-title = Bureau
office-hello = Bonjour { $name }
office-scope = Vous travaillez pour : { $scope }.
office-todo = À faire
office-recent = Ce qui a changé récemment
office-nothing = Rien n'a encore été changé.
office-sign-out = Se déconnecter

staff-title = Comptes du personnel
staff-lead = Qui peut faire quoi, et pour quel établissement.
staff-name = Nom
staff-email = Adresse électronique
staff-roles = Rôles
staff-role = Rôle
staff-scope = Pour
staff-seen = Dernière connexion
staff-never = jamais
staff-action = Action
staff-closed = fermé
staff-close = Fermer le compte
staff-reopen = Rouvrir le compte
staff-remove-role = Retirer
staff-add = Ajouter une personne
staff-add-do = Ouvrir le compte
staff-password = Mot de passe de départ
staff-password-hint = Douze signes au moins. La personne pourra le changer.

audit-title = Journal
audit-lead = Qui a changé quoi, et quand. Chaque ligne est scellée avec la précédente : rien ne peut en être retiré sans que cela se voie.
audit-sound = { $n ->
    [one] Le journal est intact : { $n } ligne vérifiée.
   *[other] Le journal est intact : { $n } lignes vérifiées.
}
audit-broken = Le journal a été modifié : une ligne ne correspond plus à son sceau. Prévenez la personne qui gère le serveur.
audit-when = Quand
audit-who = Qui
audit-what = Quoi
audit-seal = Sceau
audit-filter = Filtrer

access-title = Accessibilité
access-lead = { $name } doit pouvoir servir à chacun, avec un clavier, un lecteur d'écran, un petit téléphone ou sans JavaScript.
access-state = Où nous en sommes
access-state-words = Les pages sont faites pour respecter les WCAG 2.2, niveau AA, et le RGAA 4.1. Elles n'ont pas encore été auditées par un tiers : l'état de conformité officiel n'est donc pas établi.
access-tested = Ce que nous vérifions à chaque version
access-tested-axe = chaque page est contrôlée par axe-core, sans aucun défaut toléré ;
access-tested-keyboard = les parcours principaux sont faits au clavier seul ;
access-tested-contrast = les couleurs du texte ont un contraste de 4,5 pour 1 au moins, couleurs choisies par le territoire comprises ;
access-tested-script = tout marche sans JavaScript.
access-not = Ce qui ne l'est pas encore
access-not-words = Les notices viennent des bibliothèques telles qu'elles ont été écrites : la langue d'un titre étranger n'y est pas toujours signalée.
access-tell = Signaler un obstacle
access-tell-words = Dites-le à votre bibliothèque : elle transmettra. Si la réponse ne vous convient pas, vous pouvez saisir le Défenseur des droits.

## Bureau : navigation, rôles, faits du journal
office-group-libraries = Bibliothèques
office-group-museums = Musées et C’Art
office-group-stages = Spectacles
office-group-doors = Portes et caisses
office-group-network = Réseau
office-nav-home = Accueil du bureau
office-nav-staff = Comptes du personnel
office-nav-audit = Journal
office-everything = tout le territoire
office-figure-records = Notices
office-figure-works = Œuvres
office-figure-sources = Sources
office-figure-set-aside = Mises de côté depuis 30 jours
office-todo-confirm = { $library } : { $n ->
    [one] { $n } notice à retirer attend votre accord
   *[other] { $n } notices à retirer attendent votre accord
} ({ $label })
role-director = Direction de la culture
role-network_librarian = Bibliothécaire du réseau
role-librarian = Bibliothécaire
role-museum_agent = Agent de musée
role-commune_agent = Agent de commune
role-stage_agent = Maison de spectacle
sign-in-bad = Cela ne va pas ensemble : vérifiez le numéro ou l'adresse, puis le code ou le mot de passe.
staff-password-optional = Douze signes au moins. Laissez vide pour obtenir un lien d'invitation à transmettre : la personne choisira elle-même.
staff-name-needed = Donnez le nom de la personne.
staff-email-wrong = Ce n'est pas une adresse électronique.
staff-email-taken = Un compte existe déjà avec cette adresse.
staff-password-weak = Il faut douze signes au moins, et autre chose que l'adresse.
staff-scope-unfit = Ce rôle ne se donne pas pour cela : un bibliothécaire ou un agent de musée, pour un établissement ; un agent de commune, pour une commune ; les autres, pour tout le territoire.
staff-not-yours = Votre rôle ne permet pas de donner ou de retirer celui-là.
staff-last-director = Il doit rester au moins une direction en activité : rien n'a été changé.
staff-gone = Ce compte ou ce rôle n'existe plus : rien n'a été changé.
staff-added = Le compte de { $name } est ouvert.
staff-invited = Transmettez ce lien à { $name }, il sert une fois et vaut sept jours : { $link }
staff-role-given = Le rôle est donné.
staff-role-taken = Le rôle est retiré.
staff-now-closed = Le compte est fermé, et ses sessions avec lui.
staff-now-open = Le compte est rouvert.
staff-give = Donner un autre rôle
staff-give-do = Donner ce rôle
staff-person = Personne
invitation-title = Choisir votre mot de passe
invitation-lead = Ce lien ouvre votre compte. Il ne sert qu'une fois.
invitation-again = Le même, encore une fois
invitation-do = Ouvrir mon compte
invitation-different = Les deux mots de passe ne sont pas les mêmes.
invitation-invalid = Cette invitation a déjà servi ou n'est plus valable. Demandez-en une autre à la personne qui gère les comptes.
invitation-accepted = Votre mot de passe est enregistré. Vous pouvez vous connecter.
audit-act-staff-invited = invitation envoyée
audit-act-staff-invited_again = nouvelle invitation
audit-act-staff-role_given = rôle donné
audit-act-staff-role_taken = rôle retiré
audit-act-staff-disabled = compte fermé
audit-act-staff-enabled = compte rouvert
audit-act-key-rotated = clé renouvelée
audit-act-key-revoked = clé retirée
audit-act-account-created = compte ouvert
audit-act-account-password_chosen = mot de passe choisi
audit-act-account-password_changed = mot de passe changé
audit-act-tenant-installed = territoire installé
audit-act-catalogue-grouping = décision sur un regroupement
audit-act-catalogue-grouping_undone = décision de regroupement retirée
audit-act-catalogue-source_declared = source déclarée
audit-act-catalogue-import_asked = fichier envoyé pour import
audit-act-catalogue-harvest_asked = moisson demandée
audit-act-catalogue-retire_confirmed = retrait de notices accepté
audit-act-catalogue-retire_declined = retrait de notices refusé
audit-by-demonstration = installation de la démonstration
audit-by-command-line = ligne de commande
