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
sign-in-lead = Pour les bibliothécaires et les agents du réseau.
sign-in-email = Adresse électronique
sign-in-password = Mot de passe
sign-in-do = Se connecter
sign-in-demo = Comptes de démonstration
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
