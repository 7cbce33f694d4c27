"""In which language and script a text is written, and whether one language lacks a part of it."""

from __future__ import annotations

import re

TRADITIONAL = frozenset(
    "們個這國說時會對發過沒還進種樣與應當學經動業開關實現產際話題質麼為來從將讓無問間聞門東車馬鳥"
    "魚風飛長張強彈壓廠廣慶庫廳術衛歲歷歸舊處號虛藝節華萬葉蘇薩蘭藍蓋補裝複製視覺親觀規計訂認討記"
    "講許設訪證評詞試詩誠誤請調談論諸謀謝識譯議護讀變豐貝負財責貨貴買費資賓賽賴購賣贊軌軍軟較載輕"
    "輛輸轉辦農運達違遠適遲選遺遼邊鄉鄭鄧醫釋釘針鐘鋼錄錢錯鍵鎮鏡鐵隊陽階隨險雜雙難電霧靈靜頁頂項"
    "順須預領頭頻顆額顏願類顧顯飯飲館驗驚髮鬥鬧魯鮮麗麥黃點黨齊齒龍龜雲體網絡線組織統級約紅給結續"
    "維編緣總績縣終細練紀純紙絕綠縮繼機權條極構標樓樹橋數據擔擁擇擊換揚損搖撥攝愛慮態憂憶懷戰戲報"
    "場塊塵壞壘壯夠奪奮婦孫寫寬寶專尋導屬島嶺師帶幫幣幹幾廟徑復惡惱億優償儘儲兒內兩冊凍凱別劃劇劉"
    "創剛勞務勝勢勳區協單卻厭參吳員啟喪喬嗎嘗嚇嚴囑團圓圖決況淺測減渦湯溫滅滿漁漢潔潛濟濃澤灣災爭"
    "爺牆狀獎獨獲獻環瑪畝畫異疊療癒盜盡監盤眾矯碼確礎礦禮禍離稱穩窮竊競筆築範簡簽籌糧"
)
"""Frequent characters that are written in Traditional Chinese only: none of them is in GB 2312."""

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_ASIDE = re.compile(
    r"“[^”]*”|\"[^\"]*\"|「[^」]*」|『[^』]*』|《[^》]*》|\([^()]*\)|（[^（）]*）|\[[^\]]*\]|`[^`]*`"
    "|[0-9] ?[万亿]+"
)
_WORD = re.compile(r"[A-Za-z0-9][\w'’.,-]*")
_SENTENCE_WORD = re.compile(r"\b[a-z]{3,}\b")
_SHORT, FEW, MANY = 12, 0.85, 2.8
"""Words below which lengths tell nothing; characters for each word that are too few, too many."""


def own_words(text: str) -> str:
    """The text with blanks for quotations, titles, code, figures, and what is in brackets."""
    return _ASIDE.sub(lambda aside: " " * len(aside.group()), text)


def chinese_in(english: str) -> int | None:
    """Where Chinese stands in an English text outside quotations and brackets."""
    found = _HAN.search(english) and _HAN.search(own_words(english))
    return found.start() if found else None


def traditional_in(chinese: str) -> int | None:
    """Where a traditional character stands in a text outside quotations and titles."""
    if TRADITIONAL.isdisjoint(chinese):
        return None
    own = enumerate(own_words(chinese))
    return next((at for at, character in own if character in TRADITIONAL), None)


def is_chinese(text: str) -> bool:
    """Whether a text has Chinese, or is no more than names, figures, and signs."""
    words = len(_SENTENCE_WORD.findall(text))
    return bool(_HAN.search(text)) or not words or (words == 1 and text[-1:] not in ".?!")


def shorter(english: str, chinese: str) -> str:
    """The language (`en`, `zh`) that says so little that a sentence may be missing, or "".

    A text of twelve English words or more takes 0.97 to 2.43 Chinese characters for each word in
    the first eight cases (680 texts, November 2026); outside 0.85 to 2.8 a part is likely lost.
    """
    words = len(_WORD.findall(english))
    characters = len(_HAN.findall(chinese)) + len(_WORD.findall(chinese))
    if words >= _SHORT and characters < FEW * words:
        return "zh"
    return "en" if characters >= _SHORT * MANY and characters > MANY * words else ""
