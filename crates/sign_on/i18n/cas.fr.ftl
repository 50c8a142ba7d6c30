# Les pages montrées au lecteur

cas-unknown-title = Ce site n’est pas des nôtres
cas-unknown-text = Le site qui vous envoie n’est pas inscrit chez nous, ou son adresse a changé. Par prudence, nous ne vous y renvoyons pas et nous ne lui avons rien dit de vous.
cas-unknown-do = Aller à la médiathèque
cas-warn-title = Vous allez chez { $name }
cas-warn-text = { $name } saura que vous êtes inscrit, et ce que vous avez accepté de lui dire. Rien de plus.
cas-warn-go = Aller chez { $name }
cas-warn-stay = Rester ici
cas-left-title = Vous êtes déconnecté
cas-left-text = Les sites où vous étiez entré avec votre carte en sont prévenus : ceux qui savent l’entendre vous déconnectent aussi. Sur un ordinateur partagé, fermez le navigateur.
cas-left-again = Se connecter de nouveau

# La fiche du fournisseur, au bureau

cas-server-hint = L’adresse du serveur CAS à donner au fournisseur :
cas-services = Adresses de retour
cas-services-hint = Une par ligne, telles que le fournisseur les envoie, au caractère près : un billet n’est jamais remis à une autre adresse.
cas-services-needed = Indiquez au moins une adresse de retour.
cas-service-taken = Une de ces adresses est déjà celle d’un autre fournisseur.
cas-too-many = Cinquante adresses au plus.
cas-leave = Quand le lecteur se déconnecte
cas-leave-service = Prévenir le fournisseur à l’adresse de retour (l’usage)
cas-leave-address = Le prévenir à une autre adresse
cas-leave-never = Ne pas le prévenir
cas-leave-where = Cette autre adresse
cas-returns = Adresses où revenir après la déconnexion
cas-returns-hint = Une par ligne, en plus des adresses de retour. Facultatif.
cas-seconds = Durée de vie d’un billet, en secondes
cas-seconds-hint = Entre { $least } et { $most } secondes. Trente suffisent presque toujours.
cas-seconds-wrong = Indiquez un nombre de secondes entre 10 et 60.
cas-address-scheme = Une adresse commence par https://, en minuscules.
cas-address-host = Le nom du site est écrit en minuscules, sans accent ni chiffres seuls, et sans le port habituel.
cas-address-user = Une adresse ne contient pas de nom d’utilisateur : retirez ce qui précède le signe @.
cas-address-fragment = Une adresse de retour s’arrête avant le signe #.
cas-address-characters = Une de ces adresses contient un espace, un accent ou un signe interdit : écrivez-les sous la forme %C3%A9.
cas-address-dots = Une adresse ne remonte pas d’un dossier (« .. »).
cas-address-ticket = Une adresse de retour ne contient pas « ticket= » : c’est nous qui l’ajoutons.
cas-address-long = Une adresse a 2 048 caractères au plus.

# L’essai

cas-step-server = Notre serveur CAS, tel que le fournisseur le voit
cas-step-server-why = Cette adresse n’est pas en https : presque tous les logiciels de fournisseurs la refusent. Réglez l’adresse publique du serveur.
cas-step-service = Un lecteur arrive d’une de ses adresses
cas-step-service-why = Cette adresse n’est pas reconnue comme celle de ce fournisseur : vérifiez les adresses de retour, enregistrez, recommencez.
cas-step-ticket = Un billet d’essai est remis
cas-step-validate = Le fournisseur demande à qui est le billet
cas-step-validate-why = Le billet a été refusé alors qu’il était bon. Recommencez ; si cela dure, écrivez-nous avec cette page.
cas-step-again = Le même billet, montré une seconde fois, est refusé
cas-step-again-why = Un billet a servi deux fois : fermez ce fournisseur et écrivez-nous.
cas-step-other = Un billet montré par un autre site est refusé
cas-step-other-why = Le billet d’un autre a été accepté : fermez ce fournisseur et écrivez-nous.
cas-step-leave = Le fournisseur est prévenu d’une déconnexion
cas-step-leave-status = Il a répondu par une erreur. La connexion marche ; la déconnexion chez lui, non. Demandez-lui s’il accepte la « déconnexion unique » de CAS, et à quelle adresse ; sinon choisissez de ne pas le prévenir.
cas-reach-address = L’adresse ne peut pas être lue.
cas-reach-private = L’adresse mène à un réseau privé : nous n’y allons pas.
cas-reach-late = Le fournisseur n’a pas répondu en deux secondes.
cas-reach-not = Le fournisseur n’a pas pu être joint à cette adresse.
