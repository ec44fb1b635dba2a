"""How pages come onto sheets: pure geometry, in millimetres from the top left corner. It draws nothing.

`fold` makes pieces of pages, `arrange` lays pieces on sheets, `marks` says where to cut and to fold, `impose` is all.
"""
