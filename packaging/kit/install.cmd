@echo off
rem Installs tirage from this folder: no network, no administrator rights.
rem Words after it go to install.py.
setlocal DisableDelayedExpansion
py -3 -c "" >nul 2>nul
if not errorlevel 1 goto launcher
python -c "" >nul 2>nul
if not errorlevel 1 goto python
echo Python 3.11 ou plus recent est necessaire, et n'est pas sur cette machine. Voir LISEZMOI.txt.
echo Python 3.11 or newer is needed, and is not on this machine. See README.txt.
set "CODE=1"
goto end
:launcher
py -3 "%~dp0install.py" %*
set "CODE=%ERRORLEVEL%"
goto end
:python
python "%~dp0install.py" %*
set "CODE=%ERRORLEVEL%"
:end
rem Whoever clicked on the file wants to read what it said.
if "%~1"=="" pause
exit /b %CODE%
