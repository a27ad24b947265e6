/** What the dialogs of the model registry say. */
export const germanRegistryDialogs = {
  'registry.missingPermission':
    'Das darfst du nicht. Nötig ist die Berechtigung {{permission}}, die erteilen kann, wer die Berechtigungen pflegt, und meist, dass dir das Modell gehört.',
  'registry.notOwner':
    'Das darfst du nicht: das Modell gehört {{owner}}. Den Besitzer fragen oder wer die Registry verwaltet.',
  'registry.unowned':
    'Das darfst du nicht: das Modell gehört niemandem. Wer die Registry verwaltet, kann ihm einen Besitzer geben.',
  'registry.notApprover':
    'Über diesen Wechsel darfst du nicht entscheiden: das ist Sache von {{approvers}}.',
  'registry.actionBlocked': '{{label}} ({{reason}})',
  'registry.refused': 'Die Registry hat abgelehnt',
  'registry.cancel': 'Abbrechen',
  'registry.close': 'Schließen',
  'registerModel.title': 'Titel',
  'registerModel.submit': 'Modell registrieren',
  'registerModel.incomplete': 'Namespace, Name und Besitzer werden gebraucht.',
  'registerModel.namespace': 'Namespace',
  'registerModel.namespaceHelp':
    'Der des Katalogeintrags; default, wenn eure Teams keine anderen benutzen.',
  'registerModel.name': 'Name',
  'registerModel.nameHelp':
    'Name des Katalogeintrags: Buchstaben, Ziffern, dazwischen - _ ., bis zu 63.',
  'registerModel.owner': 'Besitzer',
  'registerModel.ownerHelp':
    'Entity-Ref der Gruppe oder Person, die dafür einsteht. Dir gehören Dinge als {{refs}}.',
  'registerModel.description': 'Beschreibung',
  'registerModel.descriptionHelp': 'Wofür es da ist, in ein, zwei Sätzen.',
  'registerModel.homepage': 'Homepage',
  'registerModel.homepageHelp': 'https://-Adresse seiner Seite anderswo.',
  'registerModel.tags': 'Schlagwörter',
  'registerModel.tagsHelp': 'Durch Kommas getrennt.',
  'registerModel.sourceIds': 'Anderswo bekannt als',
  'registerModel.sourceIdsHelp':
    'Kennungen wie Qwen/Qwen3-32B, eine pro Zeile; über sie werden Server zugeordnet.',
  'registerModel.dialogTitle': 'Ein Modell registrieren',
  'registerModel.titleHelp': 'Wie man es nennt.',
  'registerVersion.title': 'Eine Version von {{model}} registrieren',
  'registerVersion.submit': 'Version registrieren',
  'registerVersion.effect':
    'Eine Version ändert sich nach dem Registrieren nie. Denselben Inhalt noch einmal zu registrieren bewirkt nichts; ein Fehler wird mit einer neuen Version berichtigt.',
  'registerVersion.incomplete': 'Version und Quelle werden gebraucht.',
  'registerVersion.problems': 'Ein Feld ist nicht lesbar.',
  'registerVersion.problem.number':
    'Eine ganze Zahl in Ziffern schreiben, etwa 32762123264.',
  'registerVersion.problem.lineage':
    'Eine Angabe pro Zeile: Beziehung, Leerzeichen, Herkunft. Beziehungen sind {{relations}}.',
  'registerVersion.more': 'Weitere Felder',
  'registerVersion.version': 'Version',
  'registerVersion.versionHelp':
    'Ein Name, der bleibt, etwa 2026-11-22 oder 1.4.0; wandernde Wörter wie latest sind Aliasse.',
  'registerVersion.source': 'Quelle',
  'registerVersion.sourceHelp':
    'Wo die Bytes liegen: hf://org/name@commit, s3://…, oci://…@sha256:…, pvc://…, models:/name/1. Ohne Commit oder Digest gilt sie als nicht fixiert. Nie mit Passwort oder Token.',
  'registerVersion.digest': 'Digest',
  'registerVersion.digestHelp':
    'Des Inhalts, als sha256:<hex>; fixiert Quellen, die keine Revision nennen können.',
  'registerVersion.license': 'Lizenz',
  'registerVersion.licenseHelp':
    'SPDX-Kennung wie Apache-2.0, oder LicenseRef-….',
  'registerVersion.format': 'Format',
  'registerVersion.formatHelp': 'safetensors, gguf, onnx, …',
  'registerVersion.precision': 'Präzision',
  'registerVersion.precisionHelp': 'bf16, fp8, …',
  'registerVersion.quantization': 'Quantisierung',
  'registerVersion.quantizationHelp': 'awq, gptq, nvfp4, …',
  'registerVersion.architecture': 'Architektur',
  'registerVersion.architectureHelp': 'Etwa Qwen3ForCausalLM.',
  'registerVersion.parameters': 'Parameter',
  'registerVersion.parametersHelp': 'Ihre Anzahl, in Ziffern.',
  'registerVersion.contextLength': 'Kontextlänge',
  'registerVersion.contextLengthHelp': 'In Tokens.',
  'registerVersion.creator': 'Erstellt von',
  'registerVersion.creatorHelp': 'Team oder Organisation.',
  'registerVersion.homepage': 'Seite anderswo',
  'registerVersion.homepageHelp': 'https://-Adresse.',
  'registerVersion.description': 'Beschreibung',
  'registerVersion.descriptionHelp': 'Was an ihr neu ist.',
  'registerVersion.modelCard': 'Model Card',
  'registerVersion.modelCardHelp': 'Markdown, bis zu 256 KiB.',
  'registerVersion.lineage': 'Entstanden aus',
  'registerVersion.lineageHelp':
    'Eine Angabe pro Zeile, etwa: finetune hf://Qwen/Qwen3-32B-Base',
  'moveAlias.title': '{{alias}} von {{model}} umstellen',
  'moveAlias.newTitle':
    'Einen Alias von {{model}} auf eine Version zeigen lassen',
  'moveAlias.requestedTitle':
    '{{alias}} von {{model}} wartet auf eine zweite Person',
  'moveAlias.submit': '{{alias}} auf {{version}} zeigen lassen',
  'moveAlias.ask': 'Darum bitten, {{alias}} auf {{version}} zeigen zu lassen',
  'moveAlias.alias': 'Alias',
  'moveAlias.aliasHelp':
    'Kleinbuchstaben, Ziffern, . _ -, mit einem Buchstaben beginnend; keine Versionsnummer und nicht latest.',
  'moveAlias.now': '{{alias}} zeigt jetzt auf {{version}}.',
  'moveAlias.nowhere': 'nirgendwohin',
  'moveAlias.target': 'Neue Version',
  'moveAlias.choose': 'Eine Version wählen',
  'moveAlias.floating': '{{version}} (nicht fixiert)',
  'moveAlias.remove': 'Nirgendwohin: den Alias entfernen',
  'moveAlias.reason': 'Grund',
  'moveAlias.reasonHelp': 'Bleibt im Verlauf des Alias stehen.',
  'moveAlias.incomplete': 'Eine Version wählen.',
  'moveAlias.there': 'Er zeigt schon dorthin.',
  'moveAlias.protected':
    '{{alias}} ist geschützt: nichts ändert sich, bis eine zweite Person zugestimmt hat.',
  'moveAlias.requested':
    '{{alias}} ist noch nicht umgestellt. Eine zweite Person muss zustimmen; die Bitte steht auf der Seite des Modells.',
  'moveAlias.overtakenTitle': 'Jemand anderes hat {{alias}} zuerst umgestellt',
  'moveAlias.overtaken':
    '{{alias}} zeigt auf {{version}}, seit {{who}} ihn {{when}} umgestellt hat. Als du diesen Dialog geöffnet hast, zeigte er auf {{seen}}.',
  'moveAlias.overtakenGone':
    '{{alias}} zeigt jetzt nirgendwohin. Als du diesen Dialog geöffnet hast, zeigte er auf {{seen}}.',
  'moveAlias.lookAgain': 'Vor der Entscheidung neu ansehen.',
  'moveAlias.lookAgainAction': 'Neu ansehen',
  'retire.title': '{{version}} von {{model}} ausmustern',
  'retire.submit': '{{version}} ausmustern',
  'retire.backTitle': '{{version}} von {{model}} wieder in Gebrauch nehmen',
  'retire.backSubmit': '{{version}} zurücknehmen',
  'retire.effect':
    'Die Version bleibt in der Registry, mit deinem Grund als ausgemustert markiert, und kein Alias kann mehr auf sie zeigen. Nichts wird gelöscht und kein Server geändert.',
  'retire.backEffect':
    'Die Version ist wieder in Gebrauch, und Aliasse können auf sie zeigen.',
  'retire.running_one':
    '{{count, number}} Server führt sie jetzt aus und tut das weiter.',
  'retire.running_other':
    '{{count, number}} Server führen sie jetzt aus und tun das weiter.',
  'retire.reason': 'Grund',
  'retire.reasonHelp': 'Jeder, der die Version ansieht, liest ihn.',
  'retire.incomplete': 'Ein Grund wird gebraucht.',
  'decide.approveTitle': 'Dem Wechsel von {{alias}} bei {{model}} zustimmen',
  'decide.approveSubmit': '{{alias}} auf {{to}} zeigen lassen',
  'decide.approveEffect':
    '{{alias}} von {{model}} wechselt sofort von {{from}} auf {{to}}.',
  'decide.rejectTitle': 'Den Wechsel von {{alias}} bei {{model}} ablehnen',
  'decide.rejectSubmit': 'Den Wechsel auf {{to}} ablehnen',
  'decide.rejectEffect':
    '{{alias}} von {{model}} bleibt bei {{from}}; der Wunsch nach {{to}} endet.',
  'decide.withdrawTitle':
    'Deinen Wunsch zurückziehen, {{alias}} von {{model}} umzustellen',
  'decide.withdrawSubmit': 'Den Wechsel auf {{to}} zurückziehen',
  'decide.withdrawEffect':
    '{{alias}} von {{model}} bleibt bei {{from}}; dein Wunsch nach {{to}} endet.',
  'decide.asked': '{{who}} hat darum gebeten: {{reason}}',
  'decide.overTitle':
    'Die Bitte ist inzwischen erledigt; nichts wurde jetzt geändert',
  'decide.winner':
    '{{alias}} zeigt auf {{version}}, seit {{who}} ihn {{when}} umgestellt hat.',
  'decide.winnerNowhere': '{{alias}} zeigt jetzt nirgendwohin.',
  'decide.isThere': 'Genau darum war gebeten worden.',
  'decide.askAgainHint':
    'Wenn {{to}} trotzdem folgen soll: beide Versionen ansehen und neu darum bitten.',
  'decide.askAgain': 'Neu um {{to}} bitten …',
  'decide.reason': 'Grund',
  'decide.reasonHelp': 'Bleibt bei der Bitte stehen.',
  'editModel.title': '{{model}} bearbeiten',
  'editModel.submit': 'Speichern',
  'editModel.effect':
    'Ändert, was das Modell beschreibt, hier und im Katalog. Versionen, Aliasse und ihr Verlauf bleiben, wie sie sind.',
  'editModel.incomplete': 'Ein Modell braucht einen Besitzer.',
  'editModel.unchanged': 'Noch ist nichts geändert.',
  'editModel.givesAway':
    'Danach gehört das Modell {{owner}}, und du kannst es nicht mehr ändern.',
  'registerServer.title': 'Registrieren, was {{server}} ausführt',
  'registerServer.submit': '{{model}} @ {{version}} registrieren',
  'registerServer.what': 'der Vorschlag',
  'registerServer.incomplete': 'Namespace, Name und Version werden gebraucht.',
  'registerServer.namespace': 'Namespace',
  'registerServer.name': 'Modell',
  'registerServer.version': 'Version',
  'registerServer.owner': 'Besitzer',
  'registerServer.ownerHelp': 'Entity-Ref; gebraucht für ein neues Modell.',
  'registerServer.modelExists':
    'Das Modell ist registriert; dies fügt ihm eine Version hinzu.',
  'registerServer.modelNew':
    'Das Modell ist noch nicht registriert; dies registriert es mit seiner ersten Version.',
  'registerServer.evidence': 'Was gesehen wurde',
};
