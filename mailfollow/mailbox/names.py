"""What mail clients call the special folders, for servers that don't say which folder is for what (RFC 6154).

The names are those that Outlook, Apple Mail, Thunderbird, Roundcube, Exchange and large providers create, per
language. They are compared without regard to case; the more usual name comes first.
"""

from __future__ import annotations

SENT = (
    *("Sent", "Sent Items", "Sent Messages", "Sent Mail"),  # en
    *("Gesendet", "Gesendete Elemente", "Gesendete Objekte", "Gesendete Nachrichten", "Gesendete"),  # de
    *("Envoyés", "Éléments envoyés", "Messages envoyés", "Courrier envoyé", "Objets envoyés"),  # fr
    *("Enviados", "Elementos enviados", "Mensajes enviados", "Correo enviado"),  # es
    *("Posta inviata", "Inviata", "Inviati", "Messaggi inviati"),  # it
    *("Verzonden", "Verzonden items", "Verzonden berichten"),  # nl
    *("Itens enviados", "Mensagens enviadas", "E-mails enviados"),  # pt
    *("Skickat", "Skickade objekt", "Skickade meddelanden"),  # sv
    *("Sendt", "Sendt post", "Sendte elementer", "Sendte meldinger"),  # da, no
    *("Lähetetyt", "Lähetetyt viestit"),  # fi
    *("Wysłane", "Elementy wysłane"),  # pl
    *("Odeslané", "Odeslaná pošta"),  # cs
    *("Отправленные", "已发送", "已发送邮件", "送信済み", "送信済みアイテム"),  # ru, zh, ja
)

DRAFTS = (
    *("Drafts", "Draft"),  # en
    *("Entwürfe", "Entwurf"),  # de
    *("Brouillons", "Brouillon"),  # fr
    *("Borradores", "Borrador"),  # es
    *("Bozze", "Bozza"),  # it
    *("Concepten", "Concept"),  # nl
    *("Rascunhos", "Rascunho"),  # pt
    *("Utkast", "Kladder", "Kladde"),  # sv, no, da
    *("Luonnokset", "Szkice", "Kopie robocze", "Wersje robocze", "Koncepty", "Rozepsané"),  # fi, pl, cs
    *("Черновики", "草稿", "草稿箱", "下書き"),  # ru, zh, ja
)

TRASH = (
    *("Trash", "Deleted Items", "Deleted Messages", "Deleted", "Bin"),  # en
    *("Papierkorb", "Gelöschte Elemente", "Gelöschte Objekte", "Gelöscht"),  # de
    *("Corbeille", "Éléments supprimés", "Messages supprimés"),  # fr
    *("Papelera", "Elementos eliminados", "Eliminados"),  # es
    *("Cestino", "Posta eliminata", "Eliminata"),  # it
    *("Prullenbak", "Prullenmand", "Verwijderde items", "Verwijderd"),  # nl
    *("Lixeira", "Lixo", "Itens excluídos", "Itens eliminados", "Reciclagem"),  # pt
    *("Papperskorgen", "Borttaget", "Papirkurv", "Slettet post", "Slettede elementer", "Papirkurven"),  # sv, da, no
    *("Roskakori", "Poistetut", "Kosz", "Elementy usunięte", "Koš", "Odstraněná pošta"),  # fi, pl, cs
    *("Корзина", "Удаленные", "已删除", "已删除邮件", "垃圾箱", "ごみ箱", "削除済みアイテム"),  # ru, zh, ja
)

UNREAD = (
    *("Templates", "Outbox", "Unsent Messages"),  # en
    *("Vorlagen", "Postausgang"),  # de
    *("Modèles", "Boîte d'envoi", "Boîte d’envoi"),  # fr
    *("Plantillas", "Bandeja de salida"),  # es
    *("Modelli", "Posta in uscita"),  # it
    *("Sjablonen", "Postvak UIT"),  # nl
    *("Modelos", "Caixa de saída"),  # pt
    *("Mallar", "Utkorgen", "Skabeloner", "Udbakke", "Maler", "Utboks"),  # sv, da, no
    *("Lähtevät", "Szablony", "Skrzynka nadawcza", "Šablony", "Pošta k odeslání"),  # fi, pl, cs
    *("Шаблоны", "Исходящие", "发件箱", "送信トレイ"),  # ru, zh, ja
)
"""Folders in which nothing that arrived can lie: they are not watched."""
